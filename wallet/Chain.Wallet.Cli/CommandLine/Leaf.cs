using System.CommandLine;
using Chain.Wallet.Cli.Output;
using Chain.Wallet.Cli.Running;

namespace Chain.Wallet.Cli.CommandLine;

/// <summary>A command that does something: the arguments it takes and the function that does it.</summary>
internal sealed class Leaf : Command
{
    public Leaf(string name, string description, Func<Invocation, CancellationToken, Task<CommandResult>> run, params IEnumerable<Symbol> symbols)
        : base(name, description)
    {
        Run = run;
        foreach (Symbol symbol in symbols)
        {
            if (symbol is Argument argument)
                Add(argument);
            else
                Add((Option)symbol);
        }
        // Never invoked: the runner calls Run. It tells the parser that the command is complete without a subcommand.
        SetAction(static _ => 0);
    }

    public Leaf(string name, string description, Func<Invocation, CommandResult> run, params IEnumerable<Symbol> symbols)
        : this(name, description, (invocation, _) => Task.FromResult(run(invocation)), symbols)
    {
    }

    public Func<Invocation, CancellationToken, Task<CommandResult>> Run { get; }
}
