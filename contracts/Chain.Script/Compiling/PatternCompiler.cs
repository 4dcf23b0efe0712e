using Chain.Script.Ast;
using Chain.Script.Bytecode;

namespace Chain.Script.Compiling;

/// <summary>Puts a value into a pattern, declaring or assigning.</summary>
internal sealed class PatternCompiler(FunctionBuilder function)
{
    private CodeBuilder Code => function.Code;

    /// <summary>[value → ]</summary>
    public void Bind(Pattern pattern, bool declares)
    {
        switch (pattern)
        {
            case Pattern.Variable variable:
                BindVariable(variable, declares);
                break;
            case Pattern.Property property:
                BindProperty(property);
                break;
            case Pattern.Object properties:
                BindObject(properties, declares);
                break;
            case Pattern.Array elements:
                BindArray(elements, declares);
                break;
            default:
                throw new InvalidOperationException("unknown pattern");
        }
    }

    /// <summary>[value → value] Puts the default in the place of undefined.</summary>
    public void Default(Expression? initializer)
    {
        if (initializer is null)
            return;
        var given = new Label();
        Code.Jump(Opcode.JumpIfNotUndefinedKeep, given);
        function.Expressions.Emit(initializer);
        Code.Bind(given);
    }

    private void BindVariable(Pattern.Variable variable, bool declares)
    {
        Code.At(variable.Start);
        if (declares && variable.Binding is { } binding)
            function.Variables.Initialize(binding);
        else
            function.References.PutVariable(variable);
    }

    private void BindProperty(Pattern.Property property)
    {
        int mark = function.Slots.Mark, value = function.Slots.Take();
        Code.Emit(Opcode.StoreLocal, value);
        var reference = function.References.Evaluate(property);
        Code.Emit(Opcode.LoadLocal, value);
        function.References.Put(reference);
        function.Slots.Release(mark);
    }

    private void BindObject(Pattern.Object pattern, bool declares)
    {
        Code.At(pattern.Start);
        Code.Emit(Opcode.CheckCoercible);
        int mark = function.Slots.Mark, source = function.Slots.Take();
        Code.Emit(Opcode.StoreLocal, source);
        int keys = -1;
        if (pattern.Rest is not null)
        {
            keys = function.Slots.Take();
            Code.Emit(Opcode.NewArray, 0);
            Code.Emit(Opcode.StoreLocal, keys);
        }

        foreach (var property in pattern.Properties)
            BindObjectProperty(property, source, keys, declares);

        if (pattern.Rest is { } rest)
        {
            var reference = EvaluateTarget(rest, declares);
            Code.At(rest.Start);
            Code.Emit(Opcode.LoadLocal, source);
            Code.Emit(Opcode.LoadLocal, keys);
            Code.Emit(Opcode.ObjectRest);
            Store(rest, reference, declares);
        }

        function.Slots.Release(mark);
    }

    private void BindObjectProperty(PatternProperty property, int source, int keys, bool declares)
    {
        int mark = function.Slots.Mark;
        if (LiteralCompiler.StaticKey(property.Key) is { } name)
        {
            if (keys >= 0)
                Exclude(keys, () => Code.Emit(Opcode.LoadConst, function.Unit.Name(name)));
            var reference = EvaluateTarget(property.Target, declares);
            Code.At(property.Start);
            Code.Emit(Opcode.LoadLocal, source);
            Code.EmitCached(Opcode.GetNamed, name);
            Default(property.Initializer);
            Store(property.Target, reference, declares);
        }
        else
        {
            int key = function.Slots.Take();
            function.Literals.ComputedKey(property.Key);
            Code.Emit(Opcode.StoreLocal, key);
            if (keys >= 0)
                Exclude(keys, () => Code.Emit(Opcode.LoadLocal, key));
            var reference = EvaluateTarget(property.Target, declares);
            Code.At(property.Start);
            Code.Emit(Opcode.LoadLocal, source);
            Code.Emit(Opcode.LoadLocal, key);
            Code.Emit(Opcode.GetElement);
            Default(property.Initializer);
            Store(property.Target, reference, declares);
        }

        function.Slots.Release(mark);
    }

    private void Exclude(int keys, Action key)
    {
        Code.Emit(Opcode.LoadLocal, keys);
        key();
        Code.Emit(Opcode.ArrayPush);
        Code.Emit(Opcode.Pop);
    }

    private void BindArray(Pattern.Array pattern, bool declares)
    {
        int mark = function.Slots.Mark, record = function.Slots.Take(3);
        Code.At(pattern.Start);
        function.Iterators.Open(record);
        int depth = Code.Depth, start = Code.Here;
        var cleanup = function.Function is { IsGenerator: true } ? function.Completions.EnterCleanup(depth) : null;
        foreach (var element in pattern.Elements)
            BindElement(element, record, declares);
        if (pattern.Rest is { } rest)
            BindRest(rest, record, declares);
        int stop = Code.Here;
        if (cleanup is not null)
            function.Completions.LeaveRegion();

        var end = new Label();
        Code.At(pattern.Start);
        function.Iterators.CloseIfAlive(record);
        Code.Jump(Opcode.Jump, end);
        Code.BindHandler(start, stop, depth);
        function.Iterators.CloseAndRethrow(record);
        if (cleanup is { IsUsed: true })
        {
            Code.BindTarget(cleanup.Entry, depth, reached: true);
            function.Iterators.CloseIfAlive(record);
            function.Completions.Dispatch(cleanup, canBeNormal: false, canThrow: false);
        }

        Code.Bind(end);
        function.Slots.Release(mark);
    }

    private void BindElement(PatternElement element, int record, bool declares)
    {
        var reference = EvaluateTarget(element.Target, declares);
        Code.At(element.Start);
        Label done = new(), value = new();
        function.Iterators.Step(record, done);
        Code.Jump(Opcode.Jump, value);
        Code.Bind(done);
        Code.Emit(Opcode.LoadUndefined);
        Code.Bind(value);
        Default(element.Initializer);
        Store(element.Target, reference, declares);
    }

    private void BindRest(Pattern rest, int record, bool declares)
    {
        var reference = EvaluateTarget(rest, declares);
        Code.At(rest.Start);
        Code.Emit(Opcode.NewArray, 0);
        function.Literals.AppendAll(record);
        Store(rest, reference, declares);
    }

    /// <summary>A property is evaluated before the value that it gets is fetched; other targets have nothing to evaluate.</summary>
    private Reference? EvaluateTarget(Pattern? target, bool declares) =>
        !declares && target is Pattern.Property ? function.References.Evaluate(target) : null;

    private void Store(Pattern? target, Reference? reference, bool declares)
    {
        if (target is null)
            Code.Emit(Opcode.Pop);
        else if (reference is { } property)
            function.References.Put(property);
        else
            Bind(target, declares);
    }
}
