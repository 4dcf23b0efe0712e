using Chain.Script.Ast;
using Chain.Script.Lexing;
using Chain.Script.Parsing;

namespace Chain.Script.Scoping;

/// <summary>Where the walk is: the open scopes and the function, and what a name means there.</summary>
internal sealed class ScopeTracker(SourceGoal goal)
{
    // Bindings that names point to now, scope by scope.
    private readonly Stack<Binding> open = new();
    private readonly Stack<int> scopeStarts = new();

    public Scope Current { get; private set; } = null!;

    public Function? Function { get; private set; }

    /// <summary>The scope that <c>var</c> declares in.</summary>
    public Scope VarScope { get; set; } = null!;

    /// <summary>How many loops of the current function are around.</summary>
    public int LoopDepth { get; set; }

    /// <summary>Whether names of the library that are left out are refused: contracts are modules; tools run scripts that ask what there is.</summary>
    public bool RefusesDroppedNames => goal == SourceGoal.Module;

    public List<GlobalReference> Globals { get; } = [];

    public Scope Enter(ScopeKind kind, int start, bool isRepeated = false)
    {
        Current = new Scope(kind, Current, Function, start, isRepeated || LoopDepth > 0);
        scopeStarts.Push(open.Count);
        return Current;
    }

    public void Leave()
    {
        int start = scopeStarts.Pop();
        while (open.Count > start)
        {
            Binding binding = open.Pop();
            binding.Spelling!.Innermost = binding.Hidden;
            binding.Hidden = null;
        }
        Current.KeepLastFunctions();
        Current = Current.Parent!;
    }

    /// <summary>Makes a function the current one; returns what <see cref="LeaveFunction"/> wants.</summary>
    public (Function? Function, int LoopDepth, Scope VarScope) EnterFunction(Function function)
    {
        (Function?, int, Scope) saved = (Function, LoopDepth, VarScope);
        function.Parent = Function;
        Function = function;
        LoopDepth = 0;
        return saved;
    }

    public void LeaveFunction((Function? Function, int LoopDepth, Scope VarScope) saved) => (Function, LoopDepth, VarScope) = saved;

    /// <summary>Declares a name in the current scope; the caller has looked for conflicts.</summary>
    public Binding Declare(Name name, BindingKind kind, int start, int initializedAt)
    {
        Binding binding = Offer(name, kind, start, initializedAt);
        return Current.Add(binding);
    }

    /// <summary>The same, but it gets a place only when it is used (the own name of a function or class).</summary>
    public Binding Offer(Name name, BindingKind kind, int start, int initializedAt)
    {
        var binding = new Binding(name.Text, kind, Current, start, name) { InitializedAt = initializedAt, Hidden = name.Innermost };
        name.Innermost = binding;
        open.Push(binding);
        return binding;
    }

    /// <summary>The binding of a name if it is in the current scope.</summary>
    public Binding? InCurrent(Name name) => name.Innermost is Binding binding && binding.Scope == Current && binding.Index >= 0 ? binding : null;

    /// <summary>What a reference means; <c>null</c> is a global.</summary>
    public Binding? Resolve(Name name, int start, out bool needsTdzCheck)
    {
        needsTdzCheck = false;
        if (name.IsArguments && Owner() is Function owner)
        {
            owner.ArgumentsBinding ??= AddHidden(owner.Scope, BindingKind.Arguments, "arguments", owner.Start);
            return Use(owner.ArgumentsBinding);
        }
        if (name.Innermost is not Binding binding)
        {
            if (RefusesDroppedNames && DroppedNames.OfGlobal(name.Text) is string feature)
                throw Faults.NotInVersion1(feature, start);
            if (!name.IsGlobal)
                Globals.Add(new GlobalReference(name.Text, start));
            name.IsGlobal = true;
            return null;
        }
        if (binding.Index < 0)
            binding.Scope.Add(binding);
        needsTdzCheck = NeedsTdzCheck(binding, start);
        binding.NeedsTdz |= needsTdzCheck;
        return Use(binding);
    }

    /// <summary>What a private name means.</summary>
    public Binding ResolvePrivate(PrivateName name) =>
        Use(name.Spelling.Innermost ?? throw Faults.Early(SyntaxMessages.UnknownPrivate, name.Start));

    /// <summary>The <c>this</c> of the nearest function that has one; <c>null</c> at the top level.</summary>
    public Binding? ResolveThis(out bool needsTdzCheck)
    {
        needsTdzCheck = false;
        if (Owner() is not Function owner)
            return null;
        Binding binding = ThisOf(owner);
        needsTdzCheck = owner.Kind == FunctionKind.DerivedConstructor;
        binding.NeedsTdz |= needsTdzCheck;
        return Use(binding);
    }

    public Binding ResolveNewTarget()
    {
        Function owner = Owner()!;
        owner.NewTargetBinding ??= AddHidden(owner.Scope, BindingKind.NewTarget, "new.target", owner.Start);
        return Use(owner.NewTargetBinding);
    }

    public Binding ResolveCallee()
    {
        Function owner = Owner()!;
        owner.CalleeBinding ??= AddHidden(owner.Scope, BindingKind.Callee, "<callee>", owner.Start);
        return Use(owner.CalleeBinding);
    }

    /// <summary>The <c>this</c> binding of a function, made if it has none yet.</summary>
    public static Binding ThisOf(Function function) => function.ThisBinding ??= AddHidden(function.Scope, BindingKind.This, "this", function.Start);

    /// <summary>Adds a binding that no name finds.</summary>
    public static Binding AddHidden(Scope scope, BindingKind kind, string name, int start) => scope.Add(new Binding(name, kind, scope, start, null));

    // Arrows have neither this, arguments, new.target nor super: the function around them has.
    private Function? Owner()
    {
        Function? function = Function;
        while (function is not null && function.IsArrow)
            function = function.Parent;
        return function;
    }

    private Binding Use(Binding binding)
    {
        if (binding.Scope.Function != Function)
        {
            binding.IsCaptured = true;
            binding.Scope.HasCaptured = true;
        }
        return binding;
    }

    // A use behind the initialisation is safe, in the same run of the scope: control came by, or the function that is running was made after it.
    // Only a function declaration of the same scope exists before anything there has run.
    private bool NeedsTdzCheck(Binding binding, int start)
    {
        if (binding.InitializedAt < 0)
            return false;
        if (start < binding.InitializedAt)
            return true;
        for (Function? function = Function; function is not null && function != binding.Scope.Function; function = function.Parent)
        {
            if (function.HoistedInto == binding.Scope)
                return true;
        }
        return false;
    }
}
