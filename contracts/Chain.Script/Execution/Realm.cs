using Chain.Script.Builtins;
using Chain.Script.Values;

namespace Chain.Script.Execution;

/// <summary>
/// The intrinsic objects. <see cref="Shared"/> is one frozen set for the whole process: no machine can change it, so nothing leaks from
/// one run into another, a fresh machine costs nothing, and machines on any threads use it at once.
/// </summary>
public sealed class Realm
{
    private readonly JsObject?[] intrinsics = new JsObject?[(int)Intrinsic.Global + 1];

    internal Realm()
    {
    }

    /// <summary>The frozen realm of the process.</summary>
    public static Realm Shared => Holder.Instance;

    /// <summary>Whether it is frozen.</summary>
    public bool IsFrozen { get; internal set; }

    /// <summary>The global object.</summary>
    public JsObject Global => Get(Intrinsic.Global);

    /// <summary>A realm that can be changed, for one machine only: conformance tests look at the attributes of intrinsics, which freezing takes.</summary>
    public static Realm CreateUnfrozen() => Create(frozen: false);

    /// <summary>An intrinsic.</summary>
    public JsObject Get(Intrinsic id) => intrinsics[(int)id]!;

    internal bool Has(Intrinsic id) => intrinsics[(int)id] is not null;

    internal void Put(Intrinsic id, JsObject value) => intrinsics[(int)id] = value;

    private static Realm Create(bool frozen)
    {
        var builder = new RealmBuilder();
        GlobalObject.Install(builder);
        return builder.Build(frozen);
    }

    /// <summary>The runtime makes a static field once, whatever threads ask for it first.</summary>
    private static class Holder
    {
        internal static readonly Realm Instance = Create(frozen: true);
    }
}
