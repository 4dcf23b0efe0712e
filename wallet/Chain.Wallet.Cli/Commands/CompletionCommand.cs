using System.CommandLine;
using System.Text;
using Chain.Wallet.Cli.CommandLine;
using Chain.Wallet.Cli.Output;

namespace Chain.Wallet.Cli.Commands;

/// <summary>wallet completion: a script that teaches a shell the commands and options. It is made from the commands themselves, so it cannot lag behind.</summary>
internal static class CompletionCommand
{
    private static readonly Argument<string> s_shell = new("shell") { Description = "bash, zsh or fish." };

    public static Command Build(RootCommand root) => new Leaf(
        "completion", "A completion script for a shell: bash, zsh or fish.", run => Of(root, run.Value(s_shell)), s_shell);

    private static CommandResult Of(RootCommand root, string shell)
    {
        string script = shell switch
        {
            "bash" => Bash(root),
            "zsh" => "autoload -U +X bashcompinit && bashcompinit\n" + Bash(root),
            "fish" => Fish(root),
            _ => throw new WalletException(ProblemKind.Usage, "shell", $"there is no completion for '{Display.Safe(shell.Length <= 40 ? shell : shell[..40])}'", null, "bash, zsh and fish are known"),
        };
        return new CommandResult(json => json.WriteString("script", script), page => page.Raw(script), script.TrimEnd('\n'));
    }

    private static string Bash(RootCommand root)
    {
        string globals = string.Join(' ', root.Options.Where(static option => option.Recursive).Select(static option => option.Name));
        var script = new StringBuilder("_chain_wallet() {\n  local words=\"${COMP_WORDS[*]:1:COMP_CWORD-1}\" current=\"${COMP_WORDS[COMP_CWORD]}\" choices\n  case \"$words\" in\n");
        foreach ((string path, Command command) in Commands("", root).OrderByDescending(static entry => entry.Path.Length))
            script.Append($"    \"{path}\"*) choices=\"{string.Join(' ', Words(command))} {globals}\" ;;\n");
        script.Append("  esac\n  COMPREPLY=($(compgen -W \"$choices\" -- \"$current\"))\n}\ncomplete -F _chain_wallet chain-wallet\n");
        return script.ToString();
    }

    private static string Fish(RootCommand root)
    {
        var script = new StringBuilder();
        foreach ((string path, Command command) in Commands("", root))
        {
            string condition = path.Length == 0 ? "__fish_use_subcommand" : string.Join("; and ", path.Split(' ').Select(static word => $"__fish_seen_subcommand_from {word}"));
            foreach (Command child in command.Subcommands)
                script.Append($"complete -c chain-wallet -f -n '{condition}' -a {child.Name} -d '{(child.Description ?? "").Replace("'", "", StringComparison.Ordinal)}'\n");
            foreach (Option option in command.Options)
                script.Append($"complete -c chain-wallet -n '{(path.Length == 0 ? "true" : condition)}' -l {option.Name.TrimStart('-')} -d '{(option.Description ?? "").Replace("'", "", StringComparison.Ordinal)}'\n");
        }
        return script.ToString();
    }

    private static IEnumerable<string> Words(Command command) =>
        command.Subcommands.Select(static child => child.Name).Concat(command.Options.Where(static option => !option.Recursive).Select(static option => option.Name));

    private static IEnumerable<(string Path, Command Command)> Commands(string path, Command command)
    {
        yield return (path, command);
        foreach (Command child in command.Subcommands)
        {
            foreach ((string Path, Command Command) entry in Commands(path.Length == 0 ? child.Name : $"{path} {child.Name}", child))
                yield return entry;
        }
    }
}
