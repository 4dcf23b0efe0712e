using System.Collections.Immutable;
using Chain.Script.Scoping;

namespace Chain.Script.Ast;

/// <summary>
/// A class.
/// </summary>
/// <remarks>
/// Its evaluation, all inside <see cref="Scope"/>: the heritage; the constructor; then the members in order (methods are defined, computed field keys
/// evaluated into <see cref="ClassMember.Field.KeyBinding"/>); then the <see cref="InnerBinding"/> is initialised; then private static methods are
/// added, and static fields and blocks run in order as the body of <see cref="StaticInitializer"/>. Constructing an instance first adds the
/// private methods and accessors, then defines the fields in order, as the body of <see cref="InstanceInitializer"/>.
/// </remarks>
public sealed class Class : Node
{
    internal Class(SourceSpan span, Expression? heritage, Function? constructor, ImmutableArray<ClassMember> members, Function? instanceInitializer, Function? staticInitializer)
        : base(span, Math.Max(HeightOver(heritage, constructor), HeightOver(members)))
    {
        Heritage = heritage;
        Constructor = constructor;
        Members = members;
        InstanceInitializer = instanceInitializer;
        StaticInitializer = staticInitializer;
    }

    /// <summary>The value of its <c>name</c> property, see <see cref="Function.Name"/>.</summary>
    public string? Name { get; internal set; }

    /// <summary>Whether the name was written with it.</summary>
    public bool HasOwnName { get; internal set; }

    /// <summary>The name that it was written with.</summary>
    internal Pattern.Variable? OwnName { get; set; }

    /// <summary>What it extends.</summary>
    public Expression? Heritage { get; }

    /// <summary>The written constructor; without one, a default one is meant, which passes all arguments on without touching the iteration protocol.</summary>
    public Function? Constructor { get; }

    /// <summary>The members in order, without the constructor.</summary>
    public ImmutableArray<ClassMember> Members { get; }

    /// <summary>Of kind <see cref="FunctionKind.FieldInitializer"/>: owns the scopes of the instance fields' initialisers; <c>null</c> without instance fields and private methods.</summary>
    public Function? InstanceInitializer { get; }

    /// <summary>The same for static fields and static blocks; private static methods are added by the class definition itself.</summary>
    public Function? StaticInitializer { get; }

    /// <summary>The doc comment directly before it (before <c>export</c>, where it has one).</summary>
    public DocComment? Doc { get; internal set; }

    /// <summary>Scope analysis: of kind <see cref="ScopeKind.Class"/>; holds <see cref="InnerBinding"/>, private names and computed keys. May hold nothing.</summary>
    public Scope Scope { get; internal set; } = null!;

    /// <summary>Scope analysis: the class's own name inside it, constant; <c>null</c> where it has no name or does not use it.</summary>
    public Binding? InnerBinding { get; internal set; }
}
