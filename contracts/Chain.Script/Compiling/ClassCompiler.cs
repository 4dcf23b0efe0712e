using Chain.Script.Ast;
using Chain.Script.Bytecode;
using Chain.Script.Scoping;

namespace Chain.Script.Compiling;

/// <summary>
/// Classes. While the members are made the stack holds the class and its prototype: the prototype on top for members of instances, the class on top for static ones.
/// </summary>
internal sealed class ClassCompiler(FunctionBuilder function)
{
    /// <summary>The bit of DefineMethod for members of object literals.</summary>
    public const int Enumerable = 4;

    private const int WithHeritage = 1;
    private const int WithName = 2;

    private CodeBuilder Code => function.Code;

    /// <summary>The operand of DefineMethod and its kin: method, getter or setter.</summary>
    public static int MethodKind(Function function) => function.Kind switch { FunctionKind.Getter => 1, FunctionKind.Setter => 2, _ => 0 };

    /// <summary>[ → class] The class's name is in <paramref name="nameSlot"/> as a property key, or it is <paramref name="name"/>, or its own.</summary>
    public void Emit(Class @class, int nameSlot, string? name = null)
    {
        int mark = function.Slots.Mark, start = Code.Here;
        OpenScope(@class);
        int form = 0, pops = 0;
        if (@class.Heritage is { } heritage)
        {
            function.Expressions.Emit(heritage);
            Code.At(heritage.Start);
            Code.Emit(Opcode.ClassHeritage);
            form |= WithHeritage;
            pops += 2;
        }

        if (nameSlot >= 0)
        {
            Code.Emit(Opcode.LoadLocal, nameSlot);
            form |= WithName;
            pops++;
        }

        var constructor = Constructor(@class, name ?? @class.Name ?? "");
        Code.At(@class.Start);
        Code.EmitFunction(Opcode.NewClass, function.Add(constructor), constructor, form, pops);
        EmitMembers(@class);
        if (@class.InstanceInitializer is { } instance)
        {
            MakeInitializer(@class, instance);
            Code.Emit(Opcode.SetClassFields);
        }

        Code.Emit(Opcode.Pop);
        if (@class.InnerBinding is { } inner)
        {
            Code.Emit(Opcode.Dup);
            function.Variables.Initialize(inner);
        }

        if (@class.StaticInitializer is { } statics && !ReferenceEquals(@class, function.Unit.DeclarationsOf))
        {
            MakeInitializer(@class, statics);
            Code.Emit(Opcode.Swap);
            Code.Emit(Opcode.DupX1);
            Code.At(@class.Start);
            Code.Emit(Opcode.Call, 0);
            Code.Emit(Opcode.Pop);
        }

        if (@class.InnerBinding is { } described)
            function.Scopes.Describe(described, start);
        function.Slots.Release(mark);
    }

    /// <summary>[ → this] <c>super(…)</c></summary>
    public void EmitSuperCall(Expression.SuperCall call)
    {
        Code.At(call.Start);
        function.Variables.Load(call.CalleeBinding, check: false);
        Code.Emit(Opcode.SuperConstructor);
        bool spreads = function.Chains.EmitArguments(call.Arguments, call.Start);
        function.Variables.Load(call.NewTargetBinding, check: false);
        Code.At(call.Start);
        if (spreads)
            Code.Emit(Opcode.SuperCallSpread);
        else
            Code.Emit(Opcode.SuperCall, call.Arguments.Length);
        function.Variables.Load(call.ThisBinding, check: false);
        Code.Emit(Opcode.CheckThisUnbound);
        Code.Emit(Opcode.Dup);
        function.Variables.Initialize(call.ThisBinding);
        if (!InstancesHaveElements(call.ThisBinding))
            return;
        function.Variables.Load(call.CalleeBinding, check: false);
        function.Variables.Load(call.ThisBinding, check: false);
        Code.Emit(Opcode.InitInstance);
    }

    /// <summary>The body of the function that defines the fields of instances, or the static fields and blocks; its <c>this</c> is the object.</summary>
    public void EmitInitializers(Class @class, bool isStatic)
    {
        foreach (var member in @class.Members)
        {
            if (member.IsStatic != isStatic)
                continue;
            if (member is ClassMember.Field field)
                EmitField(field);
            else if (member is ClassMember.StaticBlock block)
                function.Statements.EmitBlock(block.Body);
        }
    }

    private static bool HasInstanceElements(Class @class)
    {
        foreach (var member in @class.Members)
        {
            if (!member.IsStatic && member is ClassMember.Field or ClassMember.Method { IsStatic: false, Key: PropertyKey.Private })
                return true;
        }

        return false;
    }

    /// <summary>Whether the class whose constructor has this <c>this</c> gives its instances anything; the constructor is a function around, if it is not this one.</summary>
    private bool InstancesHaveElements(Binding binding)
    {
        var at = function;
        while (!ReferenceEquals(at.Function, binding.Scope.Function))
            at = at.Parent ?? throw new InvalidOperationException("super() outside of a constructor");
        return at.HasInstanceElements;
    }

    private void OpenScope(Class @class)
    {
        foreach (var binding in @class.Scope.Bindings)
        {
            if (binding.Kind == BindingKind.Hidden)
                continue;
            function.Scopes.Open(binding);
            if (binding.Kind != BindingKind.PrivateName)
                continue;
            Code.EmitName(Opcode.NewPrivateName, binding.Name);
            function.Variables.Initialize(binding);
        }

        foreach (var member in @class.Members)
        {
            if (member is ClassMember.Field { KeyBinding: { } key })
                function.Scopes.Open(key);
        }
    }

    private FunctionCode Constructor(Class @class, string name)
    {
        bool hasElements = HasInstanceElements(@class);
        return @class.Constructor is { } written
            ? FunctionCompiler.Compile(function, written, name, hasElements)
            : FunctionCompiler.DefaultConstructor(function, @class, name, hasElements);
    }

    private void MakeInitializer(Class @class, Function initializer)
    {
        var code = FunctionCompiler.CompileInitializer(function, initializer, @class, ReferenceEquals(initializer, @class.StaticInitializer));
        Code.At(@class.Start);
        Code.EmitFunction(Opcode.NewMethod, function.Add(code), code, 0);
    }

    private void EmitMembers(Class @class)
    {
        bool classOnTop = false;
        foreach (var member in @class.Members)
        {
            if (member is ClassMember.Field { KeyBinding: { } binding } field)
            {
                function.Literals.ComputedKey(field.Key);
                function.Variables.Initialize(binding);
            }
            else if (member is ClassMember.Method method)
            {
                if (method.IsStatic != classOnTop)
                    Code.Emit(Opcode.Swap);
                classOnTop = method.IsStatic;
                EmitMethod(method);
            }
        }

        if (classOnTop)
            Code.Emit(Opcode.Swap);
    }

    private void EmitMethod(ClassMember.Method method)
    {
        int kind = MethodKind(method.Function);
        string name = LiteralCompiler.NameOf(method.Function, method.Key);
        if (method.Key is PropertyKey.Private key)
        {
            function.Variables.Load(key.PrivateName.Binding, check: false);
            function.MakeMethod(method.Function, name, home: 1);
            Code.Emit(method.IsStatic ? Opcode.DefinePrivateMethod : Opcode.AddClassPrivate, kind);
            return;
        }

        if (LiteralCompiler.StaticKey(method.Key) is { } text)
        {
            Code.Emit(Opcode.LoadConst, function.Unit.Name(text));
            function.MakeMethod(method.Function, name, home: 1);
        }
        else
        {
            function.Literals.ComputedKey(method.Key);
            function.MakeMethod(method.Function, name, home: 1);
            Code.Emit(Opcode.SetFunctionName, kind);
        }

        Code.Emit(Opcode.DefineMethod, kind);
    }

    private void EmitField(ClassMember.Field field)
    {
        Code.AtStatement(field.Start);
        Code.Emit(Opcode.LoadThis);
        if (LiteralCompiler.StaticKey(field.Key) is { } name)
        {
            EmitValue(field, name);
            Code.At(field.Start);
            Code.EmitName(Opcode.DefineNamed, name);
        }
        else if (field.Key is PropertyKey.Private key)
        {
            function.Variables.Load(key.PrivateName.Binding, check: false);
            EmitValue(field, key.PrivateName.Name);
            Code.At(field.Start);
            Code.Emit(Opcode.DefinePrivateField);
        }
        else
        {
            function.Variables.Load(field.KeyBinding!, check: false);
            if (field.Initializer is { } initializer)
                function.Literals.EmitKeyNamed(initializer);
            else
                Code.Emit(Opcode.LoadUndefined);
            Code.At(field.Start);
            Code.Emit(Opcode.DefineElement);
        }

        Code.Emit(Opcode.Pop);
    }

    private void EmitValue(ClassMember.Field field, string name)
    {
        if (field.Initializer is { } initializer)
            function.Literals.EmitNamed(initializer, name);
        else
            Code.Emit(Opcode.LoadUndefined);
    }
}
