using Chain.Contracts;
using Chain.Primitives;
using Chain.Script.Bytecode;
using Chain.Script.Hosting;

namespace Chain.Dapp.Testing;

/// <summary>Which lines of contracts have run: a line counts when a statement of a function begins in it. The top level runs once for all calls, and nobody watches it.</summary>
internal sealed class Coverage
{
    private readonly Dictionary<Hash256, HashSet<int>> _lines = [];

    /// <summary>Watches a run of some code.</summary>
    public IObserver Watch(ContractCode code)
    {
        if (!_lines.TryGetValue(code.Hash, out HashSet<int>? lines))
            _lines[code.Hash] = lines = [];
        return new Watcher(lines);
    }

    /// <summary>The coverage of some code.</summary>
    public FileCoverage Of(ContractFile file)
    {
        var all = new SortedSet<int>();
        Collect(file.Code!.Unit, all);
        IReadOnlySet<int> ran = _lines.TryGetValue(file.Hash, out HashSet<int>? lines) ? lines : System.Collections.Frozen.FrozenSet<int>.Empty;
        return new FileCoverage(file.Path, all.Count, [.. all.Where(line => !ran.Contains(line))]);
    }

    private static void Collect(ScriptUnit unit, SortedSet<int> lines)
    {
        var pending = new Stack<FunctionCode>(unit.Main.Functions);
        while (pending.TryPop(out FunctionCode? function))
        {
            for (int i = 0; i < function.Positions.Count; i++)
            {
                if (function.Positions.IsStatement(i))
                    lines.Add(unit.Lines.Locate(function.Positions.OffsetAt(i)).Line);
            }
            foreach (FunctionCode inner in function.Functions)
                pending.Push(inner);
        }
    }

    private sealed class Watcher(HashSet<int> lines) : IObserver
    {
        public void OnStatement(in FrameView frame) => lines.Add(frame.Position.Line);

        public void OnEnter(in FrameView frame)
        {
            // Statements tell which lines ran.
        }

        public void OnLeave(in FrameView frame)
        {
            // As above.
        }
    }
}
