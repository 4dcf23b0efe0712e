using System.Collections.Immutable;

namespace Chain.Script.Ast;

/// <summary>
/// A node of the syntax tree. Nodes are compared by reference, so they can be keys of a consumer's tables.
/// </summary>
/// <remarks>
/// <para>What a consumer may rely on: a tree is at most <see cref="TreeHeightMax"/> nodes high, whatever the source, because long chains
/// are flat lists (<see cref="Expression.Binary"/>, <see cref="Expression.Logical"/>, <see cref="Expression.Sequence"/>,
/// <see cref="Expression.Conditional"/>, <see cref="Expression.Chain"/>, <see cref="Statement.If"/>, <see cref="Statement.Labelled"/>)
/// and everything else that nests is counted. A visitor that recurses once a node needs no guard of its own; it must iterate over the
/// lists. The lists themselves are as long as the source allows.</para>
/// <para>Everything that the scope analysis adds is documented as such; after <see cref="Parsing.Parser.Parse"/> has given a unit, all of it is set.</para>
/// </remarks>
public abstract class Node
{
    /// <summary>The most nodes on a path from the root to a leaf.</summary>
    public const int TreeHeightMax = 640;

    // One more than the bound at the most: each node is checked when it is finished.
    private readonly ushort height;

    private protected Node(SourceSpan span, int height)
    {
        Start = span.Start;
        End = span.End;
        this.height = (ushort)height;
    }

    /// <summary>The offset of its first code unit.</summary>
    public int Start { get; }

    /// <summary>The offset after its last code unit.</summary>
    public int End { get; }

    /// <summary>Where it is in the source.</summary>
    public SourceSpan Span => new(Start, End);

    /// <summary>How many nodes the longest path from here to a leaf has.</summary>
    public int Height => height;

    /// <summary>Whether it stood in parentheses in the source: the parser tells patterns and precedence by it.</summary>
    internal bool IsParenthesized { get; set; }

    private protected static int HeightOver(Node? child) => child is null ? 1 : child.Height + 1;

    private protected static int HeightOver(Node? first, Node? second) => Math.Max(HeightOver(first), HeightOver(second));

    private protected static int HeightOver<T>(ImmutableArray<T> children)
        where T : Node
    {
        int height = 1;
        foreach (T child in children)
            height = Math.Max(height, HeightOver(child));
        return height;
    }
}
