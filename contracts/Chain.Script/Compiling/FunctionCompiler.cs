using Chain.Script.Ast;
using Chain.Script.Bytecode;
using Chain.Script.Scoping;

namespace Chain.Script.Compiling;

/// <summary>
/// Whole functions: the entry (what the frame knows, parameters, variables, declared functions), the body, the end.
/// </summary>
internal sealed class FunctionCompiler
{
    private readonly FunctionBuilder builder;
    private readonly Function source;

    private FunctionCompiler(FunctionBuilder builder, Function source)
    {
        this.builder = builder;
        this.source = source;
    }

    private CodeBuilder Code => builder.Code;

    /// <summary>Compiles the top level of a unit.</summary>
    public static FunctionCode CompileMain(UnitBuilder unit)
    {
        var builder = new FunctionBuilder(unit, null, null);
        if (unit.Source.Goal == SourceGoal.Script)
            builder.CompletionSlot = builder.Slots.Take();
        var state = builder.Scopes.Enter(unit.Source.Scope);
        builder.Statements.Emit(unit.Source.Body);
        builder.Scopes.Leave(unit.Source.Scope, state);
        if (builder.CompletionSlot >= 0)
            builder.Code.Emit(Opcode.LoadLocal, builder.CompletionSlot);
        else
            builder.Code.Emit(Opcode.LoadUndefined);
        builder.Code.Emit(Opcode.Return);
        return Finish(builder, "", FunctionFlags.Main, 0, 0);
    }

    /// <summary>Compiles a nested function.</summary>
    public static FunctionCode Compile(FunctionBuilder parent, Function function, string name, bool hasInstanceElements = false)
    {
        var compiler = new FunctionCompiler(new FunctionBuilder(parent.Unit, parent, function) { HasInstanceElements = hasInstanceElements }, function);
        compiler.EmitEntry();
        compiler.EmitBody();
        return compiler.Finish(name);
    }

    /// <summary>Compiles the initialisers of fields, or the static fields and blocks, of a class.</summary>
    public static FunctionCode CompileInitializer(FunctionBuilder parent, Function function, Class @class, bool isStatic)
    {
        var compiler = new FunctionCompiler(new FunctionBuilder(parent.Unit, parent, function), function);
        compiler.EmitEntry();
        compiler.builder.Classes.EmitInitializers(@class, isStatic);
        return compiler.Finish("");
    }

    /// <summary>The constructor of a class that has none written.</summary>
    public static FunctionCode DefaultConstructor(FunctionBuilder parent, Class @class, string name, bool hasInstanceElements)
    {
        var builder = new FunctionBuilder(parent.Unit, parent, @class.Constructor);
        var code = builder.Code;
        var flags = FunctionFlags.ClassConstructor;
        code.At(@class.Start);
        if (@class.Heritage is null)
        {
            if (hasInstanceElements)
                EmitInitInstance(code);
            code.Emit(Opcode.LoadUndefined);
        }
        else
        {
            flags |= FunctionFlags.Derived | FunctionFlags.UsesRest;
            code.Emit(Opcode.LoadCallee);
            code.Emit(Opcode.SuperConstructor);
            code.Emit(Opcode.CreateRest, 0);
            code.Emit(Opcode.LoadNewTarget);
            code.Emit(Opcode.SuperCallSpread);
            if (hasInstanceElements)
            {
                code.Emit(Opcode.Dup);
                code.Emit(Opcode.LoadCallee);
                code.Emit(Opcode.Swap);
                code.Emit(Opcode.InitInstance);
            }

            code.Emit(Opcode.Dup);
        }

        code.Emit(@class.Heritage is null ? Opcode.Return : Opcode.ReturnDerived);
        return Finish(builder, name, flags, 0, 0);
    }

    private static void EmitInitInstance(CodeBuilder code)
    {
        code.Emit(Opcode.LoadCallee);
        code.Emit(Opcode.LoadThis);
        code.Emit(Opcode.InitInstance);
    }

    private static FunctionCode Finish(FunctionBuilder builder, string name, FunctionFlags flags, int parameters, int length)
    {
        builder.Completions.WriteStubs();
        if (builder.Code.DepthMax > CompileLimits.StackMax)
            builder.Unit.Refuse(CompileMessages.TooManyOperands, builder.Function?.Start ?? 0);
        var finished = new FunctionCode(builder.Code.Words())
        {
            Name = name,
            Flags = flags | builder.FoundFlags | (builder.Unit.IsSelfHosted ? FunctionFlags.SelfHosted : 0),
            ParameterCount = parameters,
            Length = length,
            LocalCount = builder.Slots.Count,
            StackMax = builder.Code.DepthMax,
            CacheCount = builder.Code.Caches,
            Captures = [.. builder.Variables.Captures],
            Functions = [.. builder.Functions],
            Handlers = builder.Code.Handlers(),
            Positions = builder.Code.Positions(),
            LocalNames = [.. builder.Slots.Names],
        };
        builder.Code.Release();
        return finished;
    }

    private FunctionCode Finish(string name)
    {
        builder.Code.At(Math.Max(source.Start, source.End - 1));
        Code.Emit(Opcode.LoadUndefined);
        builder.Completions.Return();
        foreach (var binding in source.Scope.Bindings)
        {
            if (builder.Variables.HasSlot(binding))
                builder.Scopes.Describe(binding, 0);
        }

        return Finish(builder, name, FlagsOf(source), source.Parameters.Length, source.ExpectedArgumentCount);
    }

    private static FunctionFlags FlagsOf(Function function)
    {
        var flags = function.Kind switch
        {
            FunctionKind.Arrow => FunctionFlags.Arrow,
            FunctionKind.Method or FunctionKind.Getter or FunctionKind.Setter or FunctionKind.FieldInitializer => FunctionFlags.Method,
            FunctionKind.BaseConstructor => FunctionFlags.ClassConstructor,
            FunctionKind.DerivedConstructor => FunctionFlags.ClassConstructor | FunctionFlags.Derived,
            _ => FunctionFlags.None,
        };
        return function.IsGenerator ? flags | FunctionFlags.Generator : flags;
    }

    private void EmitEntry()
    {
        builder.Slots.Take(source.Parameters.Length);
        if (source.Kind == FunctionKind.DerivedConstructor)
            builder.Completions.BeginDerived();
        Code.At(source.Start);
        if (source.Kind == FunctionKind.BaseConstructor && builder.HasInstanceElements)
            EmitInitInstance(Code);
        PlaceParameters();
        foreach (var binding in source.Scope.Bindings)
        {
            if (!builder.Variables.HasSlot(binding))
                OpenBinding(binding);
        }

        BindParameters();
        if (!ReferenceEquals(source.BodyScope, source.Scope))
            OpenBodyScope();
        builder.Scopes.MakeFunctions(source.BodyScope);
        if (source.IsGenerator)
            Code.Emit(Opcode.InitialYield);
    }

    private void EmitBody()
    {
        if (source.ExpressionBody is { } expression)
        {
            Code.AtStatement(expression.Start);
            builder.Expressions.Emit(expression);
            builder.Completions.Return();
        }
        else
        {
            builder.Statements.Emit(source.Body);
        }
    }

    /// <summary>Some parameters stay in the slot of their argument: plain names that nothing can see before they are bound.</summary>
    private void PlaceParameters()
    {
        for (int i = 0; i < source.Parameters.Length; i++)
        {
            if (source.Parameters[i].Target is not Pattern.Variable { Binding: { Kind: BindingKind.Parameter, NeedsTdz: false } binding })
                continue;
            builder.Variables.Place(binding, i);
            if (builder.Variables.IsCell(binding))
                Code.Emit(Opcode.BoxLocal, i);
        }
    }

    private void OpenBinding(Binding binding)
    {
        switch (binding.Kind)
        {
            case BindingKind.This when source.Kind == FunctionKind.DerivedConstructor:
                builder.Scopes.OpenEmpty(binding);
                break;
            case BindingKind.This:
                Keep(binding, Opcode.LoadThis);
                break;
            case BindingKind.NewTarget:
                Keep(binding, Opcode.LoadNewTarget);
                break;
            case BindingKind.Callee or BindingKind.FunctionName:
                Keep(binding, Opcode.LoadCallee);
                break;
            case BindingKind.Arguments:
                builder.FoundFlags |= FunctionFlags.UsesArguments;
                Store(binding, Opcode.CreateArguments);
                break;
            default:
                builder.Scopes.Open(binding);
                break;
        }
    }

    /// <summary>What the frame knows needs a place of its own only when an arrow shares it.</summary>
    private void Keep(Binding binding, Opcode load)
    {
        if (binding.IsCaptured)
            Store(binding, load);
    }

    private void Store(Binding binding, Opcode load)
    {
        int slot = builder.Slots.Take();
        builder.Variables.Place(binding, slot);
        Code.Emit(load);
        Code.Emit(Opcode.StoreLocal, slot);
        if (binding.IsCaptured)
            Code.Emit(Opcode.BoxLocal, slot);
    }

    private void BindParameters()
    {
        for (int i = 0; i < source.Parameters.Length; i++)
        {
            var parameter = source.Parameters[i];
            if (parameter.Target is Pattern.Variable { Binding: { } binding } && builder.Variables.HasSlot(binding) && builder.Variables.SlotOf(binding) == i)
            {
                if (parameter.Initializer is null)
                    continue;
                builder.Variables.Load(binding, check: false);
                builder.Patterns.Default(parameter.Initializer);
                builder.Variables.Initialize(binding);
                continue;
            }

            Code.Emit(Opcode.LoadLocal, i);
            builder.Patterns.Default(parameter.Initializer);
            builder.Patterns.Bind(parameter.Target!, declares: true);
        }

        if (source.Rest is not { } rest)
            return;
        builder.FoundFlags |= FunctionFlags.UsesRest;
        Code.Emit(Opcode.CreateRest, source.Parameters.Length);
        builder.Patterns.Bind(rest, declares: true);
    }

    private void OpenBodyScope()
    {
        foreach (var binding in source.BodyScope.Bindings)
        {
            builder.Scopes.Open(binding);
            if (binding.InitialValue is not { } initial)
                continue;
            builder.Variables.Load(initial, check: false);
            builder.Variables.Initialize(binding);
        }
    }
}
