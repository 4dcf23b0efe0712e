using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using Chain.Script.Ast;

namespace Chain.Script.Tests.Scoping;

/// <summary>Walks over a tree by reflection, so that it sees what a hand-written walk might forget.</summary>
internal static class TreeWalk
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Properties = new();

    /// <summary>All nodes from a node down, itself first.</summary>
    public static IEnumerable<Node> All(Node root)
    {
        var pending = new Stack<Node>([root]);
        while (pending.TryPop(out Node? node))
        {
            yield return node;
            foreach (Node child in Children(node))
                pending.Push(child);
        }
    }

    /// <summary>The nodes directly below a node.</summary>
    public static IEnumerable<Node> Children(Node node)
    {
        foreach (PropertyInfo property in PropertiesOf(node.GetType()))
        {
            object? value = property.GetValue(node);
            if (value is Node child)
                yield return child;
            if (value is not IEnumerable list || value is string)
                continue;
            foreach (object item in list)
            {
                foreach (Node element in Nodes(item))
                    yield return element;
            }
        }
    }

    private static IEnumerable<Node> Nodes(object item) => item switch
    {
        Node node => [node],
        BinaryTerm term => [term.Operand],
        ConditionalBranch branch => [branch.Test, branch.Value],
        IfBranch branch => [branch.Test, branch.Body],
        _ => [],
    };

    // What is below a node, and not what scope analysis connects it with.
    private static PropertyInfo[] PropertiesOf(Type type) => Properties.GetOrAdd(type, key =>
        [.. key.GetProperties().Where(property => property.GetIndexParameters().Length == 0 && property.Name is not (nameof(Function.Parent) or nameof(SourceUnit.Functions)))]);
}
