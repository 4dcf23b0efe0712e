using System.Numerics;
using Chain.Script.Builtins;
using Chain.Script.Bytecode;
using Chain.Script.Errors;
using Chain.Script.Metering;
using Chain.Script.Numbers;
using Chain.Script.Values;

namespace Chain.Script.Execution;

/// <summary>The operators on operands that the loop does not handle itself.</summary>
internal static class ArithmeticOps
{
    private static readonly JsString UndefinedText = JsString.Constant("undefined");
    private static readonly JsString ObjectText = JsString.Constant("object");
    private static readonly JsString BooleanText = JsString.Constant("boolean");
    private static readonly JsString NumberText = JsString.Constant("number");
    private static readonly JsString StringText = JsString.Constant("string");
    private static readonly JsString SymbolText = JsString.Constant("symbol");
    private static readonly JsString BigIntText = JsString.Constant("bigint");
    private static readonly JsString FunctionText = JsString.Constant("function");

    internal static void Binary(Interpreter vm, Frame frame, Opcode opcode)
    {
        var right = frame.Peek(0);
        var left = frame.Peek(1);
        var result = opcode switch
        {
            Opcode.Add => Add(vm.Machine, left, right),
            Opcode.Equal => Value.Boolean(Comparisons.LooseEquals(vm.Machine, left, right)),
            Opcode.NotEqual => Value.Boolean(!Comparisons.LooseEquals(vm.Machine, left, right)),
            Opcode.StrictEqual => Value.Boolean(Comparisons.StrictEquals(vm.Machine, left, right)),
            Opcode.StrictNotEqual => Value.Boolean(!Comparisons.StrictEquals(vm.Machine, left, right)),
            Opcode.Less or Opcode.LessEqual or Opcode.Greater or Opcode.GreaterEqual => Value.Boolean(Compare(vm.Machine, opcode, left, right)),
            Opcode.InstanceOf => Value.Boolean(Operations.InstanceOf(vm.Machine, left, right)),
            Opcode.In => Value.Boolean(In(vm.Machine, left, right)),
            Opcode.PrivateIn => Value.Boolean(PrivateOps.Has(vm.Machine, left, right)),
            _ => Arithmetic(vm.Machine, opcode, left, right),
        };
        frame.Sp--;
        frame.Top = result;
    }

    internal static void Unary(Interpreter vm, Frame frame, Opcode opcode)
    {
        ref var top = ref frame.Top;
        top = opcode switch
        {
            Opcode.ToString => Value.Of(Conversions.ToString(vm.Machine, top)),
            Opcode.ToNumber => Value.Number(Conversions.ToNumber(vm.Machine, top)),
            _ => Numeric(vm.Machine, opcode, Conversions.ToNumeric(vm.Machine, top)),
        };
    }

    internal static Value TypeOf(Value value) => Value.Of(value.Kind switch
    {
        ValueKind.Number => NumberText,
        ValueKind.String => StringText,
        ValueKind.Boolean => BooleanText,
        ValueKind.Symbol => SymbolText,
        ValueKind.BigInt => BigIntText,
        ValueKind.Null => ObjectText,
        ValueKind.Object => value.AsObject.IsCallable ? FunctionText : ObjectText,
        _ => UndefinedText,
    });

    internal static void Concat(Interpreter vm, Frame frame, int count)
    {
        int first = frame.Sp - count;
        var text = frame.Stack[first].AsString;
        for (int i = 1; i < count; i++)
            text = Operations.Concat(vm.Machine, text, frame.Stack[first + i].AsString);
        frame.Sp = first;
        frame.Push(Value.Of(text));
    }

    private static Value Add(Machine machine, Value left, Value right)
    {
        if (left.IsString && right.IsString)
            return Value.Of(Operations.Concat(machine, left.AsString, right.AsString));
        left = Conversions.ToPrimitive(machine, left);
        right = Conversions.ToPrimitive(machine, right);
        if (left.IsString || right.IsString)
            return Value.Of(Operations.Concat(machine, Conversions.ToString(machine, left), Conversions.ToString(machine, right)));
        return Arithmetic(machine, Opcode.Add, left, right);
    }

    private static Value Arithmetic(Machine machine, Opcode opcode, Value left, Value right)
    {
        left = Conversions.ToNumeric(machine, left);
        right = Conversions.ToNumeric(machine, right);
        if (left.IsBigInt || right.IsBigInt)
        {
            if (!left.IsBigInt || !right.IsBigInt)
                throw machine.ThrowType(Messages.BigIntMixed);
            return OfBigInts(machine, opcode, left.AsBigInt, right.AsBigInt);
        }
        return Value.Number(OfNumbers(machine, opcode, left.Num, right.Num));
    }

    private static double OfNumbers(Machine machine, Opcode opcode, double left, double right)
    {
        if (opcode is >= Opcode.BitAnd and <= Opcode.UShr)
            machine.Meter.Charge(CoreGas.BitsOfDouble);
        switch (opcode)
        {
            case Opcode.Add:
                return left + right;
            case Opcode.Sub:
                return left - right;
            case Opcode.Mul:
                return left * right;
            case Opcode.Div:
                return left / right;
            case Opcode.Mod:
                machine.Meter.Charge(NumberBits.RemainderSteps(left, right));
                return NumberBits.Remainder(left, right);
            case Opcode.Exp:
                machine.Meter.Charge(Power.GasOf(left, right));
                return Power.Of(left, right);
            case Opcode.BitAnd:
                return NumberBits.ToInt32(left) & NumberBits.ToInt32(right);
            case Opcode.BitOr:
                return NumberBits.ToInt32(left) | NumberBits.ToInt32(right);
            case Opcode.BitXor:
                return NumberBits.ToInt32(left) ^ NumberBits.ToInt32(right);
            case Opcode.Shl:
                return NumberBits.ToInt32(left) << (NumberBits.ToInt32(right) & 31);
            case Opcode.Shr:
                return NumberBits.ToInt32(left) >> (NumberBits.ToInt32(right) & 31);
            case Opcode.UShr:
                return NumberBits.ToUint32(left) >> (NumberBits.ToInt32(right) & 31);
            default:
                throw Invariant.Unreachable();
        }
    }

    private static Value OfBigInts(Machine machine, Opcode opcode, BigInteger left, BigInteger right) => opcode switch
    {
        Opcode.Add => BigInts.Add(machine, left, right),
        Opcode.Sub => BigInts.Subtract(machine, left, right),
        Opcode.Mul => BigInts.Multiply(machine, left, right),
        Opcode.Div => BigInts.Divide(machine, left, right),
        Opcode.Mod => BigInts.Remainder(machine, left, right),
        Opcode.Exp => BigInts.Power(machine, left, right),
        Opcode.BitAnd => BigInts.And(machine, left, right),
        Opcode.BitOr => BigInts.Or(machine, left, right),
        Opcode.BitXor => BigInts.Xor(machine, left, right),
        Opcode.Shl => BigInts.ShiftLeft(machine, left, right),
        Opcode.Shr => BigInts.ShiftRight(machine, left, right),
        Opcode.UShr => throw machine.ThrowType(Messages.BigIntUnsignedShift),
        _ => throw Invariant.Unreachable(),
    };

    private static Value Numeric(Machine machine, Opcode opcode, Value value)
    {
        if (value.IsBigInt)
        {
            return opcode switch
            {
                Opcode.Negate => BigInts.Negate(machine, value.AsBigInt),
                Opcode.BitNot => BigInts.Not(machine, value.AsBigInt),
                Opcode.Inc => BigInts.Add(machine, value.AsBigInt, BigInteger.One),
                Opcode.Dec => BigInts.Subtract(machine, value.AsBigInt, BigInteger.One),
                _ => value,
            };
        }
        return Value.Number(opcode switch
        {
            Opcode.Negate => -value.Num,
            Opcode.BitNot => ~NumberBits.ToInt32(value.Num),
            Opcode.Inc => value.Num + 1,
            Opcode.Dec => value.Num - 1,
            _ => value.Num,
        });
    }

    private static bool Compare(Machine machine, Opcode opcode, Value left, Value right)
    {
        left = Conversions.ToPrimitive(machine, left, PrimitiveHint.Number);
        right = Conversions.ToPrimitive(machine, right, PrimitiveHint.Number);
        return opcode switch
        {
            Opcode.Less => Comparisons.LessThan(machine, left, right) == true,
            Opcode.Greater => Comparisons.LessThan(machine, right, left) == true,
            Opcode.LessEqual => Comparisons.LessThan(machine, right, left) == false,
            _ => Comparisons.LessThan(machine, left, right) == false,
        };
    }

    private static bool In(Machine machine, Value key, Value target)
    {
        if (!target.IsObject)
            throw machine.ThrowType(Messages.InTarget);
        if (key.IsNumber && target.Ref is JsArray array && key.Num >= 0 && key.Num < array.Count && Math.Truncate(key.Num) == key.Num)
            return true;
        return target.AsObject.HasProperty(machine, Conversions.ToPropertyKey(machine, key));
    }
}
