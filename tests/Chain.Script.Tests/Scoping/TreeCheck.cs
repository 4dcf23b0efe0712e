using System.Reflection;
using Chain.Script.Ast;
using Chain.Script.Scoping;

namespace Chain.Script.Tests.Scoping;

/// <summary>What must hold in every accepted tree.</summary>
internal static class TreeCheck
{
    public static void Verify(SourceUnit unit)
    {
        foreach (Node node in TreeWalk.All(unit))
        {
            Assert.InRange(node.Height, 1, Node.TreeHeightMax);
            Assert.InRange(node.Start, 0, node.End);
            Assert.InRange(node.End, node.Start, unit.Source.Length);
            Resolved(node);
            foreach (Node child in TreeWalk.Children(node))
            {
                Assert.True(child is Function { Kind: FunctionKind.FieldInitializer } || child.Height < node.Height, $"{node.GetType().Name} over {child.GetType().Name}");
                Assert.True(child.Start >= node.Start && child.End <= node.End, $"{node.GetType().Name} {node.Span} over {child.GetType().Name} {child.Span}: {unit.Source}");
            }
        }
        for (int index = 0; index < unit.Functions.Length; index++)
        {
            Assert.Equal(index, unit.Functions[index].Index);
            Verify(unit.Functions[index].Scope);
            Verify(unit.Functions[index].BodyScope);
        }
        Verify(unit.Scope);
    }

    private static void Verify(Scope scope)
    {
        for (int index = 0; index < scope.Bindings.Count; index++)
        {
            Binding binding = scope.Bindings[index];
            Assert.Equal((index, scope), (binding.Index, binding.Scope));
            Assert.True(!binding.IsCaptured || scope.HasCaptured);
        }
    }

    // Every binding and scope that is not allowed to be absent is there.
    private static void Resolved(Node node)
    {
        foreach (PropertyInfo property in node.GetType().GetProperties().Where(property => property.PropertyType == typeof(Binding) || property.PropertyType == typeof(Scope)))
        {
            bool mayBeNull = new NullabilityInfoContext().Create(property).ReadState == NullabilityState.Nullable;
            Assert.True(mayBeNull || property.GetValue(node) is not null, $"{node.GetType().Name}.{property.Name} is not set");
        }
    }
}
