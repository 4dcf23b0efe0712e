using System.Collections.Immutable;
using Chain.Script.Ast;
using Chain.Script.Bytecode;
using Chain.Script.Numbers;

namespace Chain.Script.Compiling;

/// <summary>Array, object and template literals.</summary>
internal sealed class LiteralCompiler(FunctionBuilder function)
{
    /// <summary>Objects of more properties are built one by one, so that the stack stays small.</summary>
    private const int TemplateNamesMax = 32;

    private const int ArrayItemsAtOnce = 32;
    private const int ConcatMax = 16;

    private CodeBuilder Code => function.Code;

    /// <summary>The property key that the source fixes, or null for a computed or private one.</summary>
    public static string? StaticKey(PropertyKey key) => key switch
    {
        PropertyKey.Name name => name.Text,
        PropertyKey.Number number => NumberText.Of(number.Value),
        _ => null,
    };

    /// <summary>The name of a function whose key the source fixes, where the front end left it to the number of the key.</summary>
    public static string NameOf(Function function, PropertyKey key)
    {
        if (function.Name is { } name)
            return name;
        string prefix = function.Kind switch { FunctionKind.Getter => "get ", FunctionKind.Setter => "set ", _ => "" };
        return StaticKey(key) is { } text ? prefix + text : "";
    }

    /// <summary>[ → key] Evaluates a computed key.</summary>
    public void ComputedKey(PropertyKey key)
    {
        function.Expressions.Emit(((PropertyKey.Computed)key).Expression);
        Code.At(key.Start);
        Code.Emit(Opcode.ToPropertyKey);
    }

    /// <summary>[ → array] Elements with or without spreads.</summary>
    public void EmitArray(ImmutableArray<Expression> elements, int start)
    {
        int plain = 0;
        while (plain < elements.Length && plain < ArrayItemsAtOnce && elements[plain] is not Expression.Spread)
            function.Expressions.Emit(elements[plain++]);
        Code.At(start);
        Code.Emit(Opcode.NewArray, plain);
        for (int i = plain; i < elements.Length; i++)
        {
            if (elements[i] is Expression.Spread spread)
            {
                int mark = function.Slots.Mark, record = function.Slots.Take(3);
                function.Expressions.Emit(spread.Argument);
                Code.At(spread.Start);
                function.Iterators.Open(record);
                AppendAll(record);
                function.Slots.Release(mark);
            }
            else
            {
                function.Expressions.Emit(elements[i]);
                Code.Emit(Opcode.ArrayPush);
            }
        }
    }

    /// <summary>[array → array] Appends all that is left of an iterator.</summary>
    public void AppendAll(int record)
    {
        Label next = new(), done = new();
        int depth = Code.Depth;
        Code.BindTarget(next, depth, reached: false);
        function.Iterators.Step(record, done);
        Code.Emit(Opcode.ArrayPush);
        Code.Jump(Opcode.Jump, next);
        Code.Bind(done);
    }

    /// <summary>[ → string]</summary>
    public void EmitTemplate(Expression.Template template)
    {
        int pieces = 0;
        for (int i = 0; i < template.Strings.Length; i++)
        {
            if (template.Strings[i].Length > 0 || (template.Strings.Length == 1))
            {
                Code.Emit(Opcode.LoadConst, function.Unit.Name(template.Strings[i]));
                Gather(ref pieces);
            }

            if (i < template.Substitutions.Length)
            {
                var substitution = template.Substitutions[i];
                function.Expressions.Emit(substitution);
                Code.At(substitution.Start);
                Code.Emit(Opcode.ToString);
                Gather(ref pieces);
            }
        }

        if (pieces > 1)
            Code.Emit(Opcode.Concat, pieces);
    }

    /// <summary>[ → object]</summary>
    public void EmitObject(Expression.Object literal)
    {
        if (TemplateOf(literal) is { } names)
        {
            foreach (var member in literal.Members)
                EmitTemplateValue(member);
            Code.At(literal.Start);
            Code.Emit(Opcode.NewTemplateObject, function.Unit.Template(names), names.Length);
            return;
        }

        Code.At(literal.Start);
        Code.Emit(Opcode.NewObject);
        foreach (var member in literal.Members)
            EmitMember(member);
    }

    private void Gather(ref int pieces)
    {
        if (++pieces < ConcatMax)
            return;
        Code.Emit(Opcode.Concat, pieces);
        pieces = 1;
    }

    /// <summary>The names of an object that can be made at once, when all its values are there; null when members need the object itself, or names repeat or are numbers.</summary>
    private ImmutableArray<int>? TemplateOf(Expression.Object literal)
    {
        if (literal.Members.Length is 0 or > TemplateNamesMax)
            return null;
        var names = ImmutableArray.CreateBuilder<int>(literal.Members.Length);
        foreach (var member in literal.Members)
        {
            string? name = member switch
            {
                ObjectMember.Property { Key: PropertyKey.Name key } => key.Text,
                ObjectMember.Method { Key: PropertyKey.Name key, Function: { Kind: FunctionKind.Method, CalleeBinding: null } } => key.Text,
                _ => null,
            };
            if (name is null || (name.Length > 0 && char.IsAsciiDigit(name[0])))
                return null;
            int index = function.Unit.Name(name);
            if (names.Contains(index))
                return null;
            names.Add(index);
        }

        return names.MoveToImmutable();
    }

    private void EmitTemplateValue(ObjectMember member)
    {
        if (member is ObjectMember.Property property)
            function.Expressions.Emit(property.Value);
        else if (member is ObjectMember.Method method)
            function.MakeClosure(method.Function);
    }

    private void EmitMember(ObjectMember member)
    {
        switch (member)
        {
            case ObjectMember.Property property:
                EmitProperty(property);
                break;
            case ObjectMember.Method method:
                EmitMethod(method);
                break;
            case ObjectMember.Prototype prototype:
                function.Expressions.Emit(prototype.Value);
                Code.Emit(Opcode.SetPrototype);
                break;
            case ObjectMember.Spread spread:
                function.Expressions.Emit(spread.Source);
                Code.At(spread.Start);
                Code.Emit(Opcode.CopyProperties);
                break;
            default:
                throw new InvalidOperationException("unknown member");
        }
    }

    private void EmitProperty(ObjectMember.Property property)
    {
        if (StaticKey(property.Key) is { } name)
        {
            EmitNamed(property.Value, name);
            Code.At(property.Start);
            Code.EmitName(Opcode.DefineNamed, name);
            return;
        }

        ComputedKey(property.Key);
        EmitKeyNamed(property.Value);
        Code.At(property.Start);
        Code.Emit(Opcode.DefineElement);
    }

    /// <summary>[key → key value] A value that, if it is an anonymous function or class, is named after the key.</summary>
    public void EmitKeyNamed(Expression value)
    {
        if (!value.IsAnonymousDefinition)
        {
            function.Expressions.Emit(value);
        }
        else if (value is Expression.ClassValue { Class: var @class })
        {
            int mark = function.Slots.Mark, slot = function.Slots.Take();
            Code.Emit(Opcode.Dup);
            Code.Emit(Opcode.StoreLocal, slot);
            function.Classes.Emit(@class, slot);
            function.Slots.Release(mark);
        }
        else
        {
            function.Expressions.Emit(value);
            Code.Emit(Opcode.SetFunctionName, 0);
        }
    }

    /// <summary>[ → value] A value that, if it is an anonymous function or class without a name from the front end, is named so.</summary>
    public void EmitNamed(Expression value, string name)
    {
        switch (value)
        {
            case Expression.FunctionValue { Function: { Name: null } anonymous }:
                function.MakeClosure(anonymous, value.IsAnonymousDefinition ? name : null);
                break;
            case Expression.ClassValue { Class: { Name: null } anonymous } when value.IsAnonymousDefinition:
                function.Classes.Emit(anonymous, nameSlot: -1, name);
                break;
            default:
                function.Expressions.Emit(value);
                break;
        }
    }

    private void EmitMethod(ObjectMember.Method method)
    {
        var code = method.Function;
        int kind = ClassCompiler.MethodKind(code);
        string name = NameOf(code, method.Key);
        if (StaticKey(method.Key) is { } key)
        {
            if (kind == 0)
            {
                function.MakeMethod(code, name, home: 0);
                Code.EmitName(Opcode.DefineNamed, key);
                return;
            }

            Code.Emit(Opcode.LoadConst, function.Unit.Name(key));
            function.MakeMethod(code, name, home: 1);
        }
        else
        {
            ComputedKey(method.Key);
            function.MakeMethod(code, name, home: 1);
            Code.Emit(Opcode.SetFunctionName, kind);
        }

        Code.Emit(Opcode.DefineMethod, kind | ClassCompiler.Enumerable);
    }
}
