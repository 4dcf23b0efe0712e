using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Chain.Script.Bytecode;
using Chain.Script.Errors;
using Chain.Script.Values;

namespace Chain.Script.Execution;

/// <summary>
/// The interpreter's loop: one switch over the instruction set (<see cref="Opcode"/> is its specification), with fast paths only.
/// </summary>
/// <remarks>
/// <para>
/// The state of the running frame is in locals: <c>code</c> and <c>pc</c>, <c>locals</c> and <c>sp</c> (the place behind the topmost operand).
/// Accesses are unchecked, because the verifier has proved every slot, constant, jump and the depth of the stack before code gets here.
/// </para>
/// <para>
/// An instruction that is not done here writes pc and sp to the frame, calls a method that works on the frame, and goes to Reload, which
/// takes up whatever frame runs then: the same one, a callee, a caller, or the frame of a handler. There is no try region here; exceptions of
/// slow paths are caught by <see cref="Interpreter.Run"/>, which enters the loop again.
/// </para>
/// </remarks>
internal static class Loop
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Execute<TWatch>(Interpreter vm, int entry)
        where TWatch : struct, IWatch
    {
        var machine = vm.Machine;
        var meter = vm.Meter;
        Frame frame;
        CodeImage image;
        int pc, opcode;
        ref int code = ref Unsafe.NullRef<int>();
        ref Value locals = ref Unsafe.NullRef<Value>();
        ref Value sp = ref Unsafe.NullRef<Value>();

    Reload:
        if (vm.Depth < entry || vm.IsSuspended)
            return;
        frame = vm.Frames[vm.Depth];
        image = frame.Function.Image;
        code = ref MemoryMarshal.GetArrayDataReference(TWatch.IsOn ? image.Words : image.Fused);
        locals = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(frame.Stack), frame.Base);
        sp = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(frame.Stack), frame.Sp);
        pc = frame.Pc;

    Next:
        if (TWatch.IsOn)
            vm.Watch(frame, pc);
        opcode = Unsafe.Add(ref code, pc++);

    Dispatch:
        switch ((Opcode)opcode)
        {
            case Opcode.Gas:
                {
                    long left = meter.Left - Unsafe.Add(ref code, pc++) * meter.Scale;
                    if (left < 0)
                        goto OutOfGas;
                    meter.Left = left;
                    goto Next;
                }
            case Opcode.LoadUndefined:
                Push(ref sp, Value.Undefined);
                sp = ref Unsafe.Add(ref sp, 1);
                goto Next;
            case Opcode.LoadNull:
                Push(ref sp, Value.Null);
                sp = ref Unsafe.Add(ref sp, 1);
                goto Next;
            case Opcode.LoadTrue:
                Push(ref sp, Value.True);
                sp = ref Unsafe.Add(ref sp, 1);
                goto Next;
            case Opcode.LoadFalse:
                Push(ref sp, Value.False);
                sp = ref Unsafe.Add(ref sp, 1);
                goto Next;
            case Opcode.LoadInt:
                Value.PutNumber(ref sp, Unsafe.Add(ref code, pc++));
                sp = ref Unsafe.Add(ref sp, 1);
                goto Next;
            case Opcode.LoadConst:
                sp = Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(image.Constants), Unsafe.Add(ref code, pc++));
                sp = ref Unsafe.Add(ref sp, 1);
                goto Next;
            case Opcode.Pop:
                sp = ref Unsafe.Add(ref sp, -1);
                goto Next;
            case Opcode.PopTo:
                sp = ref Unsafe.Add(ref locals, image.Code.LocalCount + Unsafe.Add(ref code, pc++));
                goto Next;
            case Opcode.Dup:
                sp = Unsafe.Add(ref sp, -1);
                sp = ref Unsafe.Add(ref sp, 1);
                goto Next;
            case Opcode.Dup2:
                sp = Unsafe.Add(ref sp, -2);
                Unsafe.Add(ref sp, 1) = Unsafe.Add(ref sp, -1);
                sp = ref Unsafe.Add(ref sp, 2);
                goto Next;
            case Opcode.Dup3:
                sp = Unsafe.Add(ref sp, -3);
                Unsafe.Add(ref sp, 1) = Unsafe.Add(ref sp, -2);
                Unsafe.Add(ref sp, 2) = Unsafe.Add(ref sp, -1);
                sp = ref Unsafe.Add(ref sp, 3);
                goto Next;
            case Opcode.DupX1:
                sp = Unsafe.Add(ref sp, -1);
                Unsafe.Add(ref sp, -1) = Unsafe.Add(ref sp, -2);
                Unsafe.Add(ref sp, -2) = sp;
                sp = ref Unsafe.Add(ref sp, 1);
                goto Next;
            case Opcode.DupX2:
                sp = Unsafe.Add(ref sp, -1);
                Unsafe.Add(ref sp, -1) = Unsafe.Add(ref sp, -2);
                Unsafe.Add(ref sp, -2) = Unsafe.Add(ref sp, -3);
                Unsafe.Add(ref sp, -3) = sp;
                sp = ref Unsafe.Add(ref sp, 1);
                goto Next;
            case Opcode.DupX3:
                sp = Unsafe.Add(ref sp, -1);
                Unsafe.Add(ref sp, -1) = Unsafe.Add(ref sp, -2);
                Unsafe.Add(ref sp, -2) = Unsafe.Add(ref sp, -3);
                Unsafe.Add(ref sp, -3) = Unsafe.Add(ref sp, -4);
                Unsafe.Add(ref sp, -4) = sp;
                sp = ref Unsafe.Add(ref sp, 1);
                goto Next;
            case Opcode.Swap:
                sp = Unsafe.Add(ref sp, -1);
                Unsafe.Add(ref sp, -1) = Unsafe.Add(ref sp, -2);
                Unsafe.Add(ref sp, -2) = sp;
                goto Next;
            case Opcode.Nip:
                Unsafe.Add(ref sp, -2) = Unsafe.Add(ref sp, -1);
                sp = ref Unsafe.Add(ref sp, -1);
                goto Next;

            // ---- Variables
            case Opcode.LoadLocal:
                Copy(ref sp, ref Unsafe.Add(ref locals, Unsafe.Add(ref code, pc++)));
                sp = ref Unsafe.Add(ref sp, 1);
                goto Next;
            case Opcode.StoreLocal:
                sp = ref Unsafe.Add(ref sp, -1);
                Copy(ref Unsafe.Add(ref locals, Unsafe.Add(ref code, pc++)), ref sp);
                goto Next;
            case Opcode.LoadLocalChecked:
                {
                    ref var local = ref Unsafe.Add(ref locals, Unsafe.Add(ref code, pc));
                    if (local.IsEmpty)
                        goto DeadZone2;
                    Copy(ref sp, ref local);
                    sp = ref Unsafe.Add(ref sp, 1);
                    pc += 2;
                    goto Next;
                }
            case Opcode.CheckLocal:
                if (Unsafe.Add(ref locals, Unsafe.Add(ref code, pc)).IsEmpty)
                    goto DeadZone2;
                pc += 2;
                goto Next;
            case Opcode.InitEmpty:
                Unsafe.Add(ref locals, Unsafe.Add(ref code, pc++)) = Value.Empty;
                goto Next;
            case Opcode.NewCell:
                Save(frame, ref sp, pc);
                Unsafe.Add(ref locals, Unsafe.Add(ref code, pc++)) = Value.Heap(FunctionOps.NewCell(meter, Value.Empty));
                goto Next;
            case Opcode.BoxLocal:
                {
                    Save(frame, ref sp, pc);
                    ref var local = ref Unsafe.Add(ref locals, Unsafe.Add(ref code, pc++));
                    local = Value.Heap(FunctionOps.NewCell(meter, local));
                    goto Next;
                }
            case Opcode.CopyCell:
                {
                    Save(frame, ref sp, pc);
                    ref var local = ref Unsafe.Add(ref locals, Unsafe.Add(ref code, pc++));
                    local = Value.Heap(FunctionOps.NewCell(meter, CellOf(ref local).Value));
                    goto Next;
                }
            case Opcode.LoadCell:
                Copy(ref sp, ref CellOf(ref Unsafe.Add(ref locals, Unsafe.Add(ref code, pc++))).Value);
                sp = ref Unsafe.Add(ref sp, 1);
                goto Next;
            case Opcode.StoreCell:
                sp = ref Unsafe.Add(ref sp, -1);
                Copy(ref CellOf(ref Unsafe.Add(ref locals, Unsafe.Add(ref code, pc++))).Value, ref sp);
                goto Next;
            case Opcode.LoadCellChecked:
                {
                    ref var content = ref CellOf(ref Unsafe.Add(ref locals, Unsafe.Add(ref code, pc))).Value;
                    if (content.IsEmpty)
                        goto DeadZone2;
                    Copy(ref sp, ref content);
                    sp = ref Unsafe.Add(ref sp, 1);
                    pc += 2;
                    goto Next;
                }
            case Opcode.CheckCell:
                if (CellOf(ref Unsafe.Add(ref locals, Unsafe.Add(ref code, pc))).Value.IsEmpty)
                    goto DeadZone2;
                pc += 2;
                goto Next;
            case Opcode.LoadCaptured:
                Copy(ref sp, ref Captured(frame, Unsafe.Add(ref code, pc++)).Value);
                sp = ref Unsafe.Add(ref sp, 1);
                goto Next;
            case Opcode.StoreCaptured:
                sp = ref Unsafe.Add(ref sp, -1);
                Copy(ref Captured(frame, Unsafe.Add(ref code, pc++)).Value, ref sp);
                goto Next;
            case Opcode.LoadCapturedChecked:
                {
                    ref var content = ref Captured(frame, Unsafe.Add(ref code, pc)).Value;
                    if (content.IsEmpty)
                        goto DeadZone2;
                    Copy(ref sp, ref content);
                    sp = ref Unsafe.Add(ref sp, 1);
                    pc += 2;
                    goto Next;
                }
            case Opcode.CheckCaptured:
                if (Captured(frame, Unsafe.Add(ref code, pc)).Value.IsEmpty)
                    goto DeadZone2;
                pc += 2;
                goto Next;
            case Opcode.LoadModuleCell:
                Unsafe.Add(ref locals, Unsafe.Add(ref code, pc)) = Value.Heap(frame.Function.ModuleCells![Unsafe.Add(ref code, pc + 1)]);
                pc += 2;
                goto Next;
            case Opcode.LoadGlobal:
                if (frame.Function.Caches is { } globals && globals[Unsafe.Add(ref code, pc + 1)] is { Holder: { } holder } known)
                {
                    sp = holder.Slots[known.Slot];
                    sp = ref Unsafe.Add(ref sp, 1);
                    pc += 2;
                    goto Next;
                }
                pc += 2;
                Save(frame, ref sp, pc);
                GlobalOps.Load(vm, frame, image.Keys[Unsafe.Add(ref code, pc - 2)], Unsafe.Add(ref code, pc - 1));
                goto Reload;
            case Opcode.TypeOfGlobal:
                pc++;
                Save(frame, ref sp, pc);
                GlobalOps.TypeOf(vm, frame, image.Keys[Unsafe.Add(ref code, pc - 1)]);
                goto Reload;
            case Opcode.StoreGlobal:
                pc++;
                Save(frame, ref sp, pc);
                GlobalOps.Store(vm, frame, image.Keys[Unsafe.Add(ref code, pc - 1)]);
                goto Reload;

            // ---- What a frame knows
            case Opcode.LoadThis:
                sp = Unsafe.Add(ref locals, -1);
                sp = ref Unsafe.Add(ref sp, 1);
                goto Next;
            case Opcode.LoadCallee:
                Push(ref sp, Value.Of(frame.Function.Identity));
                sp = ref Unsafe.Add(ref sp, 1);
                goto Next;
            case Opcode.LoadNewTarget:
                Push(ref sp, Value.OrUndefined(frame.NewTarget));
                sp = ref Unsafe.Add(ref sp, 1);
                goto Next;
            case Opcode.SuperBase:
                Save(frame, ref sp, pc);
                PropertyOps.SuperBase(frame);
                goto Reload;
            case Opcode.CreateArguments:
                Save(frame, ref sp, pc);
                FunctionOps.CreateArguments(vm, frame);
                goto Reload;
            case Opcode.CreateRest:
                pc++;
                Save(frame, ref sp, pc);
                FunctionOps.CreateRest(vm, frame, Unsafe.Add(ref code, pc - 1));
                goto Reload;

            // ---- Operators
            case Opcode.Add:
                {
                    ref var left = ref Unsafe.Add(ref sp, -2);
                    ref var right = ref Unsafe.Add(ref sp, -1);
                    if (left.Ref is null && right.Ref is null)
                    {
                        Value.ReplaceNumber(ref left, left.Num + right.Num);
                        sp = ref right;
                        goto Next;
                    }
                    goto Binary;
                }
            case Opcode.Sub:
                {
                    ref var left = ref Unsafe.Add(ref sp, -2);
                    ref var right = ref Unsafe.Add(ref sp, -1);
                    if (left.Ref is null && right.Ref is null)
                    {
                        Value.ReplaceNumber(ref left, left.Num - right.Num);
                        sp = ref right;
                        goto Next;
                    }
                    goto Binary;
                }
            case Opcode.Mul:
                {
                    ref var left = ref Unsafe.Add(ref sp, -2);
                    ref var right = ref Unsafe.Add(ref sp, -1);
                    if (left.Ref is null && right.Ref is null)
                    {
                        Value.ReplaceNumber(ref left, left.Num * right.Num);
                        sp = ref right;
                        goto Next;
                    }
                    goto Binary;
                }
            case Opcode.Div:
                {
                    ref var left = ref Unsafe.Add(ref sp, -2);
                    ref var right = ref Unsafe.Add(ref sp, -1);
                    if (left.Ref is null && right.Ref is null)
                    {
                        Value.ReplaceNumber(ref left, left.Num / right.Num);
                        sp = ref right;
                        goto Next;
                    }
                    goto Binary;
                }
            case Opcode.Mod:
                {
                    ref var left = ref Unsafe.Add(ref sp, -2);
                    ref var right = ref Unsafe.Add(ref sp, -1);
                    if (left.Ref is null && right.Ref is null)
                    {
                        int dividend = (int)left.Num;
                        int divisor = (int)right.Num;
                        // Small non-negative integers only: a remainder of zero from a negative dividend is −0.
                        if (dividend == left.Num && divisor == right.Num && dividend > 0 && divisor > 0)
                        {
                            Value.ReplaceNumber(ref left, dividend % divisor);
                            sp = ref right;
                            goto Next;
                        }
                    }
                    goto Binary;
                }
            case Opcode.BitAnd:
                {
                    ref var left = ref Unsafe.Add(ref sp, -2);
                    ref var right = ref Unsafe.Add(ref sp, -1);
                    if (left.Ref is null && right.Ref is null && AreInts(left.Num, right.Num, out int a, out int b))
                    {
                        Value.ReplaceNumber(ref left, a & b);
                        sp = ref right;
                        goto Next;
                    }
                    goto Binary;
                }
            case Opcode.BitOr:
                {
                    ref var left = ref Unsafe.Add(ref sp, -2);
                    ref var right = ref Unsafe.Add(ref sp, -1);
                    if (left.Ref is null && right.Ref is null && AreInts(left.Num, right.Num, out int a, out int b))
                    {
                        Value.ReplaceNumber(ref left, a | b);
                        sp = ref right;
                        goto Next;
                    }
                    goto Binary;
                }
            case Opcode.BitXor:
                {
                    ref var left = ref Unsafe.Add(ref sp, -2);
                    ref var right = ref Unsafe.Add(ref sp, -1);
                    if (left.Ref is null && right.Ref is null && AreInts(left.Num, right.Num, out int a, out int b))
                    {
                        Value.ReplaceNumber(ref left, a ^ b);
                        sp = ref right;
                        goto Next;
                    }
                    goto Binary;
                }
            case Opcode.Shl:
                {
                    ref var left = ref Unsafe.Add(ref sp, -2);
                    ref var right = ref Unsafe.Add(ref sp, -1);
                    if (left.Ref is null && right.Ref is null && AreInts(left.Num, right.Num, out int a, out int b))
                    {
                        Value.ReplaceNumber(ref left, a << (b & 31));
                        sp = ref right;
                        goto Next;
                    }
                    goto Binary;
                }
            case Opcode.Shr:
                {
                    ref var left = ref Unsafe.Add(ref sp, -2);
                    ref var right = ref Unsafe.Add(ref sp, -1);
                    if (left.Ref is null && right.Ref is null && AreInts(left.Num, right.Num, out int a, out int b))
                    {
                        Value.ReplaceNumber(ref left, a >> (b & 31));
                        sp = ref right;
                        goto Next;
                    }
                    goto Binary;
                }
            case Opcode.UShr:
                {
                    ref var left = ref Unsafe.Add(ref sp, -2);
                    ref var right = ref Unsafe.Add(ref sp, -1);
                    if (left.Ref is null && right.Ref is null && AreInts(left.Num, right.Num, out int a, out int b))
                    {
                        Value.ReplaceNumber(ref left, (uint)a >> (b & 31));
                        sp = ref right;
                        goto Next;
                    }
                    goto Binary;
                }
            case Opcode.Exp:
            case Opcode.InstanceOf:
            case Opcode.In:
            case Opcode.PrivateIn:
                goto Binary;
            case Opcode.StrictEqual:
                {
                    ref var left = ref Unsafe.Add(ref sp, -2);
                    ref var right = ref Unsafe.Add(ref sp, -1);
                    if (left.Ref is null && right.Ref is null)
                    {
                        Value.PutHeap(ref left, left.Num == right.Num ? Oddball.True : Oddball.False);
                        sp = ref right;
                        goto Next;
                    }
                    Save(frame, ref sp, pc);
                    Value.PutHeap(ref left, Comparisons.StrictEquals(machine, left, right) ? Oddball.True : Oddball.False);
                    sp = ref right;
                    goto Next;
                }
            case Opcode.StrictNotEqual:
                {
                    ref var left = ref Unsafe.Add(ref sp, -2);
                    ref var right = ref Unsafe.Add(ref sp, -1);
                    if (left.Ref is null && right.Ref is null)
                    {
                        Value.PutHeap(ref left, left.Num != right.Num ? Oddball.True : Oddball.False);
                        sp = ref right;
                        goto Next;
                    }
                    Save(frame, ref sp, pc);
                    Value.PutHeap(ref left, Comparisons.StrictEquals(machine, left, right) ? Oddball.False : Oddball.True);
                    sp = ref right;
                    goto Next;
                }
            case Opcode.Equal:
                {
                    ref var left = ref Unsafe.Add(ref sp, -2);
                    ref var right = ref Unsafe.Add(ref sp, -1);
                    if (left.Ref is null && right.Ref is null)
                    {
                        Value.PutHeap(ref left, left.Num == right.Num ? Oddball.True : Oddball.False);
                        sp = ref right;
                        goto Next;
                    }
                    goto Binary;
                }
            case Opcode.NotEqual:
                {
                    ref var left = ref Unsafe.Add(ref sp, -2);
                    ref var right = ref Unsafe.Add(ref sp, -1);
                    if (left.Ref is null && right.Ref is null)
                    {
                        Value.PutHeap(ref left, left.Num != right.Num ? Oddball.True : Oddball.False);
                        sp = ref right;
                        goto Next;
                    }
                    goto Binary;
                }
            case Opcode.Less:
                {
                    ref var left = ref Unsafe.Add(ref sp, -2);
                    ref var right = ref Unsafe.Add(ref sp, -1);
                    if (left.Ref is null && right.Ref is null)
                    {
                        Value.PutHeap(ref left, left.Num < right.Num ? Oddball.True : Oddball.False);
                        sp = ref right;
                        goto Next;
                    }
                    goto Binary;
                }
            case Opcode.LessEqual:
                {
                    ref var left = ref Unsafe.Add(ref sp, -2);
                    ref var right = ref Unsafe.Add(ref sp, -1);
                    if (left.Ref is null && right.Ref is null)
                    {
                        Value.PutHeap(ref left, left.Num <= right.Num ? Oddball.True : Oddball.False);
                        sp = ref right;
                        goto Next;
                    }
                    goto Binary;
                }
            case Opcode.Greater:
                {
                    ref var left = ref Unsafe.Add(ref sp, -2);
                    ref var right = ref Unsafe.Add(ref sp, -1);
                    if (left.Ref is null && right.Ref is null)
                    {
                        Value.PutHeap(ref left, left.Num > right.Num ? Oddball.True : Oddball.False);
                        sp = ref right;
                        goto Next;
                    }
                    goto Binary;
                }
            case Opcode.GreaterEqual:
                {
                    ref var left = ref Unsafe.Add(ref sp, -2);
                    ref var right = ref Unsafe.Add(ref sp, -1);
                    if (left.Ref is null && right.Ref is null)
                    {
                        Value.PutHeap(ref left, left.Num >= right.Num ? Oddball.True : Oddball.False);
                        sp = ref right;
                        goto Next;
                    }
                    goto Binary;
                }
            case Opcode.Not:
                {
                    ref var top = ref Unsafe.Add(ref sp, -1);
                    Push(ref top, Value.Boolean(!Truth(ref top)));
                    goto Next;
                }
            case Opcode.Negate:
                {
                    ref var top = ref Unsafe.Add(ref sp, -1);
                    if (top.Ref is not null)
                        goto Unary;
                    Value.ReplaceNumber(ref top, -top.Num);
                    goto Next;
                }
            case Opcode.BitNot:
                {
                    ref var top = ref Unsafe.Add(ref sp, -1);
                    if (top.Ref is not null)
                        goto Unary;
                    Value.ReplaceNumber(ref top, ~Numbers.NumberBits.ToInt32(top.Num));
                    goto Next;
                }
            case Opcode.ToNumber:
            case Opcode.ToNumeric:
                if (Unsafe.Add(ref sp, -1).Ref is not null)
                    goto Unary;
                goto Next;
            case Opcode.Inc:
                {
                    ref var top = ref Unsafe.Add(ref sp, -1);
                    if (top.Ref is not null)
                        goto Unary;
                    Value.ReplaceNumber(ref top, top.Num + 1);
                    goto Next;
                }
            case Opcode.Dec:
                {
                    ref var top = ref Unsafe.Add(ref sp, -1);
                    if (top.Ref is not null)
                        goto Unary;
                    Value.ReplaceNumber(ref top, top.Num - 1);
                    goto Next;
                }
            case Opcode.TypeOf:
                {
                    ref var top = ref Unsafe.Add(ref sp, -1);
                    Push(ref top, ArithmeticOps.TypeOf(top));
                    goto Next;
                }
            case Opcode.ToString:
                if (Unsafe.Add(ref sp, -1).IsString)
                    goto Next;
                goto Unary;
            case Opcode.Concat:
                pc++;
                Save(frame, ref sp, pc);
                ArithmeticOps.Concat(vm, frame, Unsafe.Add(ref code, pc - 1));
                goto Reload;

            // ---- Properties
            case Opcode.GetNamed:
                {
                    ref var top = ref Unsafe.Add(ref sp, -1);
                    var caches = frame.Function.Caches;
                    if (caches is not null && top.Ref is { Kind: ValueKind.Object })
                    {
                        var target = Unsafe.As<JsObject>(top.Ref);
                        ref var cache = ref caches[Unsafe.Add(ref code, pc + 1)];
                        if (ReferenceEquals(cache.Shape, target.Shape))
                        {
                            if (cache.Holder is null)
                            {
                                Copy(ref top, ref target.Slots[cache.Slot]);
                                pc += 2;
                                goto Next;
                            }
                            if (cache.Epoch == machine.PrototypeEpoch && meter.Left >= cache.Gas * meter.Scale)
                            {
                                meter.Left -= cache.Gas * meter.Scale;
                                Copy(ref top, ref cache.Holder.Slots[cache.Slot]);
                                pc += 2;
                                goto Next;
                            }
                        }
                    }
                    if (Unsafe.Add(ref code, pc) == image.LengthName)
                    {
                        int length = top.Ref is JsArray array ? array.Count : top.IsString ? top.AsString.Length : -1;
                        if (length >= 0)
                        {
                            Value.PutNumber(ref top, length);
                            pc += 2;
                            goto Next;
                        }
                    }
                    pc += 2;
                    Save(frame, ref sp, pc);
                    PropertyOps.GetNamed(vm, frame, image.Keys[Unsafe.Add(ref code, pc - 2)], Unsafe.Add(ref code, pc - 1));
                    goto Reload;
                }
            case Opcode.GetMethodNamed:
                {
                    ref var top = ref Unsafe.Add(ref sp, -1);
                    var caches = frame.Function.Caches;
                    if (caches is not null && top.Ref is { Kind: ValueKind.Object })
                    {
                        var target = Unsafe.As<JsObject>(top.Ref);
                        ref var cache = ref caches[Unsafe.Add(ref code, pc + 1)];
                        if (ReferenceEquals(cache.Shape, target.Shape))
                        {
                            if (cache.Holder is null)
                            {
                                sp = top;
                                top = target.Slots[cache.Slot];
                                sp = ref Unsafe.Add(ref sp, 1);
                                pc += 2;
                                goto Next;
                            }
                            if (cache.Epoch == machine.PrototypeEpoch && meter.Left >= cache.Gas * meter.Scale)
                            {
                                meter.Left -= cache.Gas * meter.Scale;
                                sp = top;
                                top = cache.Holder.Slots[cache.Slot];
                                sp = ref Unsafe.Add(ref sp, 1);
                                pc += 2;
                                goto Next;
                            }
                        }
                    }
                    pc += 2;
                    Save(frame, ref sp, pc);
                    PropertyOps.GetMethodNamed(vm, frame, image.Keys[Unsafe.Add(ref code, pc - 2)], Unsafe.Add(ref code, pc - 1));
                    goto Reload;
                }
            case Opcode.SetNamed:
                {
                    ref var top = ref Unsafe.Add(ref sp, -2);
                    var caches = frame.Function.Caches;
                    if (caches is not null && top.Ref is { Kind: ValueKind.Object })
                    {
                        var target = Unsafe.As<JsObject>(top.Ref);
                        ref var cache = ref caches[Unsafe.Add(ref code, pc + 1)];
                        if (ReferenceEquals(cache.Shape, target.Shape))
                        {
                            if (cache.Next is null)
                            {
                                Copy(ref target.Slots[cache.Slot], ref Unsafe.Add(ref sp, -1));
                                sp = ref top;
                                pc += 2;
                                goto Next;
                            }
                            if (cache.Epoch == machine.PrototypeEpoch && !target.IsUsedAsPrototype && cache.Slot < target.Slots.Length && meter.Left >= cache.Gas * meter.Scale)
                            {
                                meter.Left -= cache.Gas * meter.Scale;
                                Copy(ref target.Slots[cache.Slot], ref Unsafe.Add(ref sp, -1));
                                target.Shape = cache.Next;
                                sp = ref top;
                                pc += 2;
                                goto Next;
                            }
                        }
                    }
                    pc += 2;
                    Save(frame, ref sp, pc);
                    PropertyOps.SetNamed(vm, frame, image.Keys[Unsafe.Add(ref code, pc - 2)], Unsafe.Add(ref code, pc - 1));
                    goto Reload;
                }
            case Opcode.GetElement:
                {
                    ref var target = ref Unsafe.Add(ref sp, -2);
                    ref var key = ref Unsafe.Add(ref sp, -1);
                    if (key.Ref is null && target.Ref is JsArray array)
                    {
                        uint index = (uint)key.Num;
                        if (index == key.Num && index < (uint)array.Count)
                        {
                            Copy(ref target, ref array.ItemAt((int)index));
                            sp = ref key;
                            goto Next;
                        }
                    }
                    Save(frame, ref sp, pc);
                    PropertyOps.GetElement(vm, frame);
                    goto Reload;
                }
            case Opcode.GetMethodElement:
                Save(frame, ref sp, pc);
                PropertyOps.GetMethodElement(vm, frame);
                goto Reload;
            case Opcode.SetElement:
                {
                    ref var target = ref Unsafe.Add(ref sp, -3);
                    ref var key = ref Unsafe.Add(ref sp, -2);
                    if (key.Ref is null && target.Ref is JsArray { ItemsWritable: true } array)
                    {
                        uint index = (uint)key.Num;
                        if (index == key.Num && index < (uint)array.Count)
                        {
                            Copy(ref array.ItemAt((int)index), ref Unsafe.Add(ref sp, -1));
                            sp = ref target;
                            goto Next;
                        }
                    }
                    Save(frame, ref sp, pc);
                    PropertyOps.SetElement(vm, frame);
                    goto Reload;
                }
            case Opcode.DeleteNamed:
                pc++;
                Save(frame, ref sp, pc);
                PropertyOps.DeleteNamed(vm, frame, image.Keys[Unsafe.Add(ref code, pc - 1)]);
                goto Reload;
            case Opcode.DeleteElement:
                Save(frame, ref sp, pc);
                PropertyOps.DeleteElement(vm, frame);
                goto Reload;
            case Opcode.ResolveKey:
                Save(frame, ref sp, pc);
                PropertyOps.ResolveKey(vm, frame);
                goto Reload;
            case Opcode.ToPropertyKey:
                if (Unsafe.Add(ref sp, -1).IsString)
                    goto Next;
                Save(frame, ref sp, pc);
                PropertyOps.ToPropertyKey(vm, frame);
                goto Reload;
            case Opcode.ResolveSuperKey:
                Save(frame, ref sp, pc);
                PropertyOps.ResolveSuperKey(vm, frame);
                goto Reload;
            case Opcode.GetSuperNamed:
                pc++;
                Save(frame, ref sp, pc);
                PropertyOps.GetSuperNamed(vm, frame, image.Keys[Unsafe.Add(ref code, pc - 1)]);
                goto Reload;
            case Opcode.GetSuperElement:
                Save(frame, ref sp, pc);
                PropertyOps.GetSuperElement(vm, frame);
                goto Reload;
            case Opcode.SetSuperNamed:
                pc++;
                Save(frame, ref sp, pc);
                PropertyOps.SetSuperNamed(vm, frame, image.Keys[Unsafe.Add(ref code, pc - 1)]);
                goto Reload;
            case Opcode.SetSuperElement:
                Save(frame, ref sp, pc);
                PropertyOps.SetSuperElement(vm, frame);
                goto Reload;
            case Opcode.NewPrivateName:
                pc++;
                Save(frame, ref sp, pc);
                PrivateOps.NewName(vm, frame, image.Constants[Unsafe.Add(ref code, pc - 1)]);
                goto Reload;
            case Opcode.GetPrivate:
                Save(frame, ref sp, pc);
                PrivateOps.Get(vm, frame, keepReceiver: false);
                goto Reload;
            case Opcode.GetMethodPrivate:
                Save(frame, ref sp, pc);
                PrivateOps.Get(vm, frame, keepReceiver: true);
                goto Reload;
            case Opcode.SetPrivate:
                Save(frame, ref sp, pc);
                PrivateOps.Set(vm, frame);
                goto Reload;
            case Opcode.CheckCoercible:
                if (!Unsafe.Add(ref sp, -1).IsNullish)
                    goto Next;
                Save(frame, ref sp, pc);
                throw machine.ThrowType(Messages.DestructureNullish);

            // ---- Literals
            case Opcode.NewObject:
                Save(frame, ref sp, pc);
                Push(ref sp, Value.Of(machine.NewObject()));
                sp = ref Unsafe.Add(ref sp, 1);
                goto Next;
            case Opcode.NewTemplateObject:
                pc += 2;
                Save(frame, ref sp, pc);
                LiteralOps.NewTemplateObject(vm, frame, Unsafe.Add(ref code, pc - 2), Unsafe.Add(ref code, pc - 1));
                goto Reload;
            case Opcode.NewArray:
                pc++;
                Save(frame, ref sp, pc);
                LiteralOps.NewArray(vm, frame, Unsafe.Add(ref code, pc - 1));
                goto Reload;
            case Opcode.ArrayPush:
                Save(frame, ref sp, pc);
                LiteralOps.ArrayPush(vm, frame);
                goto Reload;
            case Opcode.DefineNamed:
                pc++;
                Save(frame, ref sp, pc);
                LiteralOps.DefineNamed(vm, frame, image.Keys[Unsafe.Add(ref code, pc - 1)]);
                goto Reload;
            case Opcode.DefineElement:
                Save(frame, ref sp, pc);
                LiteralOps.DefineElement(vm, frame);
                goto Reload;
            case Opcode.DefineMethod:
                pc++;
                Save(frame, ref sp, pc);
                LiteralOps.DefineMethod(vm, frame, Unsafe.Add(ref code, pc - 1));
                goto Reload;
            case Opcode.SetPrototype:
                Save(frame, ref sp, pc);
                LiteralOps.SetPrototype(vm, frame);
                goto Reload;
            case Opcode.CopyProperties:
                Save(frame, ref sp, pc);
                LiteralOps.CopyProperties(vm, frame);
                goto Reload;
            case Opcode.ObjectRest:
                Save(frame, ref sp, pc);
                LiteralOps.ObjectRest(vm, frame);
                goto Reload;

            // ---- Functions and classes
            case Opcode.NewClosure:
                pc++;
                Save(frame, ref sp, pc);
                FunctionOps.NewClosure(vm, frame, Unsafe.Add(ref code, pc - 1));
                goto Reload;
            case Opcode.NewMethod:
                pc += 2;
                Save(frame, ref sp, pc);
                FunctionOps.NewMethod(vm, frame, Unsafe.Add(ref code, pc - 2), Unsafe.Add(ref code, pc - 1));
                goto Reload;
            case Opcode.SetFunctionName:
                pc++;
                Save(frame, ref sp, pc);
                FunctionOps.SetFunctionName(vm, frame, Unsafe.Add(ref code, pc - 1));
                goto Reload;
            case Opcode.ClassHeritage:
                Save(frame, ref sp, pc);
                ClassOps.Heritage(vm, frame);
                goto Reload;
            case Opcode.NewClass:
                pc += 2;
                Save(frame, ref sp, pc);
                ClassOps.NewClass(vm, frame, Unsafe.Add(ref code, pc - 2), Unsafe.Add(ref code, pc - 1));
                goto Reload;
            case Opcode.SetClassFields:
                Save(frame, ref sp, pc);
                ClassOps.SetFields(frame);
                goto Reload;
            case Opcode.AddClassPrivate:
                pc++;
                Save(frame, ref sp, pc);
                ClassOps.AddPrivate(vm, frame, Unsafe.Add(ref code, pc - 1));
                goto Reload;
            case Opcode.DefinePrivateMethod:
                pc++;
                Save(frame, ref sp, pc);
                PrivateOps.DefineMethod(vm, frame, Unsafe.Add(ref code, pc - 1));
                goto Reload;
            case Opcode.DefinePrivateField:
                Save(frame, ref sp, pc);
                PrivateOps.DefineField(vm, frame);
                goto Reload;
            case Opcode.InitInstance:
                Save(frame, ref sp, pc);
                ClassOps.InitInstance(vm, frame);
                goto Reload;
            case Opcode.SuperConstructor:
                {
                    ref var top = ref Unsafe.Add(ref sp, -1);
                    Invariant.Holds(top.IsObject);
                    top = Value.OrNull(top.AsObject.Prototype);
                    goto Next;
                }
            case Opcode.CheckThisUnbound:
                sp = ref Unsafe.Add(ref sp, -1);
                if (sp.IsEmpty)
                    goto Next;
                Save(frame, ref sp, pc);
                throw machine.ThrowReference(Messages.SuperTwice);

            // ---- Calls
            case Opcode.Call:
                {
                    int count = Unsafe.Add(ref code, pc++);
                    ref var callee = ref Unsafe.Add(ref sp, -count - 2);
                    Save(frame, ref sp, pc);
                    int start = frame.Sp - count;
                    if (callee.Ref is ScriptFunction script && !script.Image.IsClass)
                    {
                        vm.Enter(script, frame.Stack, frame.Segment, start, count, start - 2, FrameFlags.None, null);
                        goto Reload;
                    }
                    if (callee.Ref is NativeFunction native)
                    {
                        if (native.Forwards != 0 && count >= native.Forwards)
                        {
                            CallOps.Forward(vm, frame, native, start, count);
                            goto Reload;
                        }
                        meter.Charge(native.Gas);
                        var value = native.Code(machine, new Arguments(Unsafe.Add(ref callee, 1), MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref callee, 2), count), null, native));
                        if (!ReferenceEquals(value.Ref, PendingCall.Mark))
                        {
                            callee = value;
                            sp = ref Unsafe.Add(ref callee, 1);
                            goto Next;
                        }
                        vm.Finish(value, start - 2, FrameFlags.None);
                        goto Reload;
                    }
                    CallOps.Call(vm, frame, start, count);
                    goto Reload;
                }
            case Opcode.CallSpread:
                Save(frame, ref sp, pc);
                CallOps.CallSpread(vm, frame);
                goto Reload;
            case Opcode.New:
                pc++;
                Save(frame, ref sp, pc);
                CallOps.New(vm, frame, Unsafe.Add(ref code, pc - 1));
                goto Reload;
            case Opcode.NewSpread:
                Save(frame, ref sp, pc);
                CallOps.NewSpread(vm, frame);
                goto Reload;
            case Opcode.SuperCall:
                pc++;
                Save(frame, ref sp, pc);
                CallOps.SuperCall(vm, frame, Unsafe.Add(ref code, pc - 1));
                goto Reload;
            case Opcode.SuperCallSpread:
                Save(frame, ref sp, pc);
                CallOps.SuperCallSpread(vm, frame);
                goto Reload;

            // ---- Control
            case Opcode.Jump:
                pc = Unsafe.Add(ref code, pc);
                goto Charge;
            case Opcode.JumpIfTrue:
                sp = ref Unsafe.Add(ref sp, -1);
                pc = Truth(ref sp) ? Unsafe.Add(ref code, pc) : pc + 1;
                goto Charge;
            case Opcode.JumpIfFalse:
                sp = ref Unsafe.Add(ref sp, -1);
                pc = Truth(ref sp) ? pc + 1 : Unsafe.Add(ref code, pc);
                goto Charge;
            case Opcode.JumpIfTrueKeep:
                if (Truth(ref Unsafe.Add(ref sp, -1)))
                {
                    pc = Unsafe.Add(ref code, pc);
                    goto Charge;
                }
                sp = ref Unsafe.Add(ref sp, -1);
                pc++;
                goto Charge;
            case Opcode.JumpIfFalseKeep:
                if (!Truth(ref Unsafe.Add(ref sp, -1)))
                {
                    pc = Unsafe.Add(ref code, pc);
                    goto Charge;
                }
                sp = ref Unsafe.Add(ref sp, -1);
                pc++;
                goto Charge;
            case Opcode.JumpIfNotNullishKeep:
                if (!Unsafe.Add(ref sp, -1).IsNullish)
                {
                    pc = Unsafe.Add(ref code, pc);
                    goto Charge;
                }
                sp = ref Unsafe.Add(ref sp, -1);
                pc++;
                goto Charge;
            case Opcode.JumpIfNotUndefinedKeep:
                if (!Unsafe.Add(ref sp, -1).IsUndefined)
                {
                    pc = Unsafe.Add(ref code, pc);
                    goto Charge;
                }
                sp = ref Unsafe.Add(ref sp, -1);
                pc++;
                goto Charge;
            case Opcode.JumpIfNullishDrop:
                if (Unsafe.Add(ref sp, -1).IsNullish)
                {
                    sp = ref Unsafe.Add(ref sp, -1);
                    pc = Unsafe.Add(ref code, pc);
                    goto Charge;
                }
                pc++;
                goto Charge;
            case Opcode.JumpIfCalleeNullishDrop:
                if (Unsafe.Add(ref sp, -2).IsNullish)
                {
                    sp = ref Unsafe.Add(ref sp, -2);
                    pc = Unsafe.Add(ref code, pc);
                    goto Charge;
                }
                pc++;
                goto Charge;
            case Opcode.JumpIfKind:
                {
                    ref var local = ref Unsafe.Add(ref locals, Unsafe.Add(ref code, pc));
                    pc = local.Ref is null && local.Num == Unsafe.Add(ref code, pc + 1) ? Unsafe.Add(ref code, pc + 2) : pc + 3;
                    goto Charge;
                }
            case Opcode.Return:
                {
                    ref var value = ref Unsafe.Add(ref sp, -1);
                    if (!TWatch.IsOn && frame.Flags == FrameFlags.None)
                    {
                        // The hot way of Interpreter.Leave.
                        int result = frame.Result;
                        vm.Depth--;
                        frame = vm.Frames[vm.Depth];
                        image = frame.Function.Image;
                        code = ref MemoryMarshal.GetArrayDataReference(TWatch.IsOn ? image.Words : image.Fused);
                        ref var stack = ref MemoryMarshal.GetArrayDataReference(frame.Stack);
                        locals = ref Unsafe.Add(ref stack, frame.Base);
                        sp = ref Unsafe.Add(ref stack, result);
                        Copy(ref sp, ref value);
                        sp = ref Unsafe.Add(ref sp, 1);
                        pc = frame.Pc;
                        goto Next;
                    }
                    Save(frame, ref sp, pc);
                    CallOps.Return(vm, frame);
                    goto Reload;
                }
            case Opcode.ReturnDerived:
                Save(frame, ref sp, pc);
                CallOps.ReturnDerived(vm, frame);
                goto Reload;
            case Opcode.Throw:
                Save(frame, ref sp, pc);
                if (vm.Unwind(frame.Top, entry))
                    goto Reload;
                vm.Returned = Unsafe.Add(ref sp, -1);
                vm.HasThrown = true;
                return;
            case Opcode.ThrowError:
                pc += 2;
                Save(frame, ref sp, pc);
                throw CallOps.ThrowError(machine, Unsafe.Add(ref code, pc - 2), image.Constants[Unsafe.Add(ref code, pc - 1)]);
            case Opcode.CheckObject:
                pc++;
                if (Unsafe.Add(ref sp, -1).IsObject)
                    goto Next;
                Save(frame, ref sp, pc);
                throw CallOps.ThrowError(machine, Unsafe.Add(ref code, pc - 1), Value.EmptyString);

            // ---- Iteration
            case Opcode.IterMethod:
                Save(frame, ref sp, pc);
                IterationOps.Method(vm, frame);
                goto Reload;
            case Opcode.IterCall:
                Save(frame, ref sp, pc);
                IterationOps.Call(vm, frame);
                goto Reload;
            case Opcode.IterNextMethod:
                Save(frame, ref sp, pc);
                IterationOps.NextMethod(vm, frame);
                goto Reload;
            case Opcode.IterStart:
                {
                    ref var record = ref Unsafe.Add(ref locals, Unsafe.Add(ref code, pc++));
                    record = Unsafe.Add(ref sp, -2);
                    Unsafe.Add(ref record, 1) = Unsafe.Add(ref sp, -1);
                    Unsafe.Add(ref record, 2) = Value.False;
                    sp = ref Unsafe.Add(ref sp, -2);
                    goto Next;
                }
            case Opcode.IterNext:
                pc += 3;
                Save(frame, ref sp, pc);
                IterationOps.Next(vm, frame, Unsafe.Add(ref code, pc - 3), Unsafe.Add(ref code, pc - 2), Unsafe.Add(ref code, pc - 1));
                goto Reload;
            case Opcode.IterDone:
                Save(frame, ref sp, pc);
                IterationOps.Done(vm, frame);
                goto Reload;
            case Opcode.IterAlive:
                Unsafe.Add(ref locals, Unsafe.Add(ref code, pc++) + 2) = Value.False;
                goto Next;
            case Opcode.IterCallNext:
                pc++;
                Save(frame, ref sp, pc);
                IterationOps.CallNext(vm, frame, Unsafe.Add(ref code, pc - 1));
                goto Reload;
            case Opcode.IterGet:
                pc += 2;
                Save(frame, ref sp, pc);
                IterationOps.Get(vm, frame, Unsafe.Add(ref code, pc - 2), image.Keys[Unsafe.Add(ref code, pc - 1)]);
                goto Reload;
            case Opcode.IterClose:
                pc += 2;
                Save(frame, ref sp, pc);
                IterationOps.Close(vm, frame, Unsafe.Add(ref code, pc - 2), Unsafe.Add(ref code, pc - 1));
                goto Reload;
            case Opcode.IterCallMethod:
                pc++;
                Save(frame, ref sp, pc);
                IterationOps.CallMethod(vm, frame, Unsafe.Add(ref code, pc - 1));
                goto Reload;
            case Opcode.ForInStart:
                pc++;
                Save(frame, ref sp, pc);
                IterationOps.ForInStart(vm, frame, Unsafe.Add(ref code, pc - 1));
                goto Reload;
            case Opcode.ForInNext:
                pc += 2;
                Save(frame, ref sp, pc);
                IterationOps.ForInNext(vm, frame, Unsafe.Add(ref code, pc - 2), Unsafe.Add(ref code, pc - 1));
                goto Reload;

            // ---- Generators
            case Opcode.InitialYield:
                Save(frame, ref sp, pc);
                GeneratorOps.InitialYield(vm, frame);
                goto Reload;
            case Opcode.Yield:
                pc++;
                Save(frame, ref sp, pc);
                GeneratorOps.Yield(vm, frame);
                goto Reload;
            case Opcode.YieldDelegate:
                pc += 2;
                Save(frame, ref sp, pc);
                GeneratorOps.YieldDelegate(vm, frame);
                goto Reload;

            // ---- Fused
            case (Opcode)FusedOpcode.LILessJumpIfFalse:
                {
                    ref var local = ref Unsafe.Add(ref locals, Unsafe.Add(ref code, pc));
                    if (local.Ref is not null)
                        goto Canonical;
                    pc = local.Num < Unsafe.Add(ref code, pc + 2) ? pc + 6 : Unsafe.Add(ref code, pc + 5);
                    goto Charge;
                }
            case (Opcode)FusedOpcode.LILessJumpIfTrue:
                {
                    ref var local = ref Unsafe.Add(ref locals, Unsafe.Add(ref code, pc));
                    if (local.Ref is not null)
                        goto Canonical;
                    pc = local.Num < Unsafe.Add(ref code, pc + 2) ? Unsafe.Add(ref code, pc + 5) : pc + 6;
                    goto Charge;
                }
            case (Opcode)FusedOpcode.LLLessJumpIfFalse:
                {
                    ref var left = ref Unsafe.Add(ref locals, Unsafe.Add(ref code, pc));
                    ref var right = ref Unsafe.Add(ref locals, Unsafe.Add(ref code, pc + 2));
                    if (left.Ref is not null || right.Ref is not null)
                        goto Canonical;
                    pc = left.Num < right.Num ? pc + 6 : Unsafe.Add(ref code, pc + 5);
                    goto Charge;
                }
            case (Opcode)FusedOpcode.LLLessJumpIfTrue:
                {
                    ref var left = ref Unsafe.Add(ref locals, Unsafe.Add(ref code, pc));
                    ref var right = ref Unsafe.Add(ref locals, Unsafe.Add(ref code, pc + 2));
                    if (left.Ref is not null || right.Ref is not null)
                        goto Canonical;
                    pc = left.Num < right.Num ? Unsafe.Add(ref code, pc + 5) : pc + 6;
                    goto Charge;
                }
            case (Opcode)FusedOpcode.LIncS:
                {
                    ref var local = ref Unsafe.Add(ref locals, Unsafe.Add(ref code, pc));
                    if (local.Ref is not null)
                        goto Canonical;
                    Value.ReplaceNumber(ref local, local.Num + 1);
                    pc += 4;
                    goto Next;
                }
            case (Opcode)FusedOpcode.LLGetElement:
                {
                    ref var key = ref Unsafe.Add(ref locals, Unsafe.Add(ref code, pc + 2));
                    if (key.Ref is null && Unsafe.Add(ref locals, Unsafe.Add(ref code, pc)).Ref is JsArray array)
                    {
                        uint index = (uint)key.Num;
                        if (index == key.Num && index < (uint)array.Count)
                        {
                            Copy(ref sp, ref array.ItemAt((int)index));
                            sp = ref Unsafe.Add(ref sp, 1);
                            pc += 4;
                            goto Next;
                        }
                    }
                    goto Canonical;
                }
            case (Opcode)FusedOpcode.LL:
                Copy(ref sp, ref Unsafe.Add(ref locals, Unsafe.Add(ref code, pc)));
                Copy(ref Unsafe.Add(ref sp, 1), ref Unsafe.Add(ref locals, Unsafe.Add(ref code, pc + 2)));
                sp = ref Unsafe.Add(ref sp, 2);
                pc += 3;
                goto Next;
            case (Opcode)FusedOpcode.LGetNamed:
                {
                    var caches = frame.Function.Caches;
                    if (caches is null || Unsafe.Add(ref locals, Unsafe.Add(ref code, pc)).Ref is not { Kind: ValueKind.Object } receiver)
                        goto Canonical;
                    var target = Unsafe.As<JsObject>(receiver);
                    ref var cache = ref caches[Unsafe.Add(ref code, pc + 3)];
                    if (!ReferenceEquals(cache.Shape, target.Shape) || cache.Holder is not null)
                        goto Canonical;
                    Copy(ref sp, ref target.Slots[cache.Slot]);
                    sp = ref Unsafe.Add(ref sp, 1);
                    pc += 4;
                    goto Next;
                }
            case (Opcode)FusedOpcode.ThisGetNamed:
                {
                    var caches = frame.Function.Caches;
                    if (caches is null || Unsafe.Add(ref locals, -1).Ref is not { Kind: ValueKind.Object } receiver)
                        goto Canonical;
                    var target = Unsafe.As<JsObject>(receiver);
                    ref var cache = ref caches[Unsafe.Add(ref code, pc + 2)];
                    if (!ReferenceEquals(cache.Shape, target.Shape) || cache.Holder is not null)
                        goto Canonical;
                    Copy(ref sp, ref target.Slots[cache.Slot]);
                    sp = ref Unsafe.Add(ref sp, 1);
                    pc += 3;
                    goto Next;
                }
            case (Opcode)FusedOpcode.IBitAnd:
                {
                    ref var top = ref Unsafe.Add(ref sp, -1);
                    if (top.Ref is not null)
                        goto Canonical;
                    int integer = (int)top.Num;
                    if (integer != top.Num)
                        goto Canonical;
                    Value.ReplaceNumber(ref top, integer & Unsafe.Add(ref code, pc));
                    pc += 2;
                    goto Next;
                }
            case (Opcode)FusedOpcode.AddS:
                {
                    ref var left = ref Unsafe.Add(ref sp, -2);
                    ref var right = ref Unsafe.Add(ref sp, -1);
                    if (left.Ref is not null || right.Ref is not null)
                        goto Canonical;
                    Value.PutNumber(ref Unsafe.Add(ref locals, Unsafe.Add(ref code, pc + 1)), left.Num + right.Num);
                    sp = ref left;
                    pc += 2;
                    goto Next;
                }
            case (Opcode)FusedOpcode.CapturedUndefined:
                Copy(ref sp, ref Captured(frame, Unsafe.Add(ref code, pc)).Value);
                Push(ref Unsafe.Add(ref sp, 1), Value.Undefined);
                sp = ref Unsafe.Add(ref sp, 2);
                pc += 2;
                goto Next;
            case (Opcode)FusedOpcode.SL:
                Copy(ref Unsafe.Add(ref locals, Unsafe.Add(ref code, pc)), ref Unsafe.Add(ref sp, -1));
                pc += 3;
                goto Next;
            case (Opcode)FusedOpcode.LIAdd:
                {
                    ref var local = ref Unsafe.Add(ref locals, Unsafe.Add(ref code, pc));
                    if (local.Ref is not null)
                        goto Canonical;
                    Value.PutNumber(ref sp, local.Num + Unsafe.Add(ref code, pc + 2));
                    sp = ref Unsafe.Add(ref sp, 1);
                    pc += 4;
                    goto Next;
                }
            case (Opcode)FusedOpcode.LLAdd:
                {
                    ref var left = ref Unsafe.Add(ref locals, Unsafe.Add(ref code, pc));
                    ref var right = ref Unsafe.Add(ref locals, Unsafe.Add(ref code, pc + 2));
                    if (left.Ref is not null || right.Ref is not null)
                        goto Canonical;
                    Value.PutNumber(ref sp, left.Num + right.Num);
                    sp = ref Unsafe.Add(ref sp, 1);
                    pc += 4;
                    goto Next;
                }
            case (Opcode)FusedOpcode.LAdd:
                {
                    ref var left = ref Unsafe.Add(ref sp, -1);
                    ref var local = ref Unsafe.Add(ref locals, Unsafe.Add(ref code, pc));
                    if (left.Ref is not null || local.Ref is not null)
                        goto Canonical;
                    Value.ReplaceNumber(ref left, left.Num + local.Num);
                    pc += 2;
                    goto Next;
                }
            case (Opcode)FusedOpcode.IAdd:
                {
                    ref var left = ref Unsafe.Add(ref sp, -1);
                    if (left.Ref is not null)
                        goto Canonical;
                    Value.ReplaceNumber(ref left, left.Num + Unsafe.Add(ref code, pc));
                    pc += 2;
                    goto Next;
                }
            case (Opcode)FusedOpcode.LISub:
                {
                    ref var local = ref Unsafe.Add(ref locals, Unsafe.Add(ref code, pc));
                    if (local.Ref is not null)
                        goto Canonical;
                    Value.PutNumber(ref sp, local.Num - Unsafe.Add(ref code, pc + 2));
                    sp = ref Unsafe.Add(ref sp, 1);
                    pc += 4;
                    goto Next;
                }
            case (Opcode)FusedOpcode.LLSub:
                {
                    ref var left = ref Unsafe.Add(ref locals, Unsafe.Add(ref code, pc));
                    ref var right = ref Unsafe.Add(ref locals, Unsafe.Add(ref code, pc + 2));
                    if (left.Ref is not null || right.Ref is not null)
                        goto Canonical;
                    Value.PutNumber(ref sp, left.Num - right.Num);
                    sp = ref Unsafe.Add(ref sp, 1);
                    pc += 4;
                    goto Next;
                }
            case (Opcode)FusedOpcode.LSub:
                {
                    ref var left = ref Unsafe.Add(ref sp, -1);
                    ref var local = ref Unsafe.Add(ref locals, Unsafe.Add(ref code, pc));
                    if (left.Ref is not null || local.Ref is not null)
                        goto Canonical;
                    Value.ReplaceNumber(ref left, left.Num - local.Num);
                    pc += 2;
                    goto Next;
                }
            case (Opcode)FusedOpcode.ISub:
                {
                    ref var left = ref Unsafe.Add(ref sp, -1);
                    if (left.Ref is not null)
                        goto Canonical;
                    Value.ReplaceNumber(ref left, left.Num - Unsafe.Add(ref code, pc));
                    pc += 2;
                    goto Next;
                }
            case (Opcode)FusedOpcode.LIMul:
                {
                    ref var local = ref Unsafe.Add(ref locals, Unsafe.Add(ref code, pc));
                    if (local.Ref is not null)
                        goto Canonical;
                    Value.PutNumber(ref sp, local.Num * Unsafe.Add(ref code, pc + 2));
                    sp = ref Unsafe.Add(ref sp, 1);
                    pc += 4;
                    goto Next;
                }
            case (Opcode)FusedOpcode.LLMul:
                {
                    ref var left = ref Unsafe.Add(ref locals, Unsafe.Add(ref code, pc));
                    ref var right = ref Unsafe.Add(ref locals, Unsafe.Add(ref code, pc + 2));
                    if (left.Ref is not null || right.Ref is not null)
                        goto Canonical;
                    Value.PutNumber(ref sp, left.Num * right.Num);
                    sp = ref Unsafe.Add(ref sp, 1);
                    pc += 4;
                    goto Next;
                }
            case (Opcode)FusedOpcode.LMul:
                {
                    ref var left = ref Unsafe.Add(ref sp, -1);
                    ref var local = ref Unsafe.Add(ref locals, Unsafe.Add(ref code, pc));
                    if (left.Ref is not null || local.Ref is not null)
                        goto Canonical;
                    Value.ReplaceNumber(ref left, left.Num * local.Num);
                    pc += 2;
                    goto Next;
                }
            case (Opcode)FusedOpcode.IMul:
                {
                    ref var left = ref Unsafe.Add(ref sp, -1);
                    if (left.Ref is not null)
                        goto Canonical;
                    Value.ReplaceNumber(ref left, left.Num * Unsafe.Add(ref code, pc));
                    pc += 2;
                    goto Next;
                }
            case (Opcode)FusedOpcode.LessJumpIfFalse:
                {
                    ref var left = ref Unsafe.Add(ref sp, -2);
                    ref var right = ref Unsafe.Add(ref sp, -1);
                    if (left.Ref is not null || right.Ref is not null)
                        goto Canonical;
                    sp = ref left;
                    pc = left.Num < right.Num ? pc + 2 : Unsafe.Add(ref code, pc + 1);
                    goto Charge;
                }
            case (Opcode)FusedOpcode.LessJumpIfTrue:
                {
                    ref var left = ref Unsafe.Add(ref sp, -2);
                    ref var right = ref Unsafe.Add(ref sp, -1);
                    if (left.Ref is not null || right.Ref is not null)
                        goto Canonical;
                    sp = ref left;
                    pc = left.Num < right.Num ? Unsafe.Add(ref code, pc + 1) : pc + 2;
                    goto Charge;
                }
            case (Opcode)FusedOpcode.LessEqualJumpIfFalse:
                {
                    ref var left = ref Unsafe.Add(ref sp, -2);
                    ref var right = ref Unsafe.Add(ref sp, -1);
                    if (left.Ref is not null || right.Ref is not null)
                        goto Canonical;
                    sp = ref left;
                    pc = left.Num <= right.Num ? pc + 2 : Unsafe.Add(ref code, pc + 1);
                    goto Charge;
                }
            case (Opcode)FusedOpcode.LessEqualJumpIfTrue:
                {
                    ref var left = ref Unsafe.Add(ref sp, -2);
                    ref var right = ref Unsafe.Add(ref sp, -1);
                    if (left.Ref is not null || right.Ref is not null)
                        goto Canonical;
                    sp = ref left;
                    pc = left.Num <= right.Num ? Unsafe.Add(ref code, pc + 1) : pc + 2;
                    goto Charge;
                }
            case (Opcode)FusedOpcode.GreaterJumpIfFalse:
                {
                    ref var left = ref Unsafe.Add(ref sp, -2);
                    ref var right = ref Unsafe.Add(ref sp, -1);
                    if (left.Ref is not null || right.Ref is not null)
                        goto Canonical;
                    sp = ref left;
                    pc = left.Num > right.Num ? pc + 2 : Unsafe.Add(ref code, pc + 1);
                    goto Charge;
                }
            case (Opcode)FusedOpcode.GreaterJumpIfTrue:
                {
                    ref var left = ref Unsafe.Add(ref sp, -2);
                    ref var right = ref Unsafe.Add(ref sp, -1);
                    if (left.Ref is not null || right.Ref is not null)
                        goto Canonical;
                    sp = ref left;
                    pc = left.Num > right.Num ? Unsafe.Add(ref code, pc + 1) : pc + 2;
                    goto Charge;
                }
            case (Opcode)FusedOpcode.GreaterEqualJumpIfFalse:
                {
                    ref var left = ref Unsafe.Add(ref sp, -2);
                    ref var right = ref Unsafe.Add(ref sp, -1);
                    if (left.Ref is not null || right.Ref is not null)
                        goto Canonical;
                    sp = ref left;
                    pc = left.Num >= right.Num ? pc + 2 : Unsafe.Add(ref code, pc + 1);
                    goto Charge;
                }
            case (Opcode)FusedOpcode.GreaterEqualJumpIfTrue:
                {
                    ref var left = ref Unsafe.Add(ref sp, -2);
                    ref var right = ref Unsafe.Add(ref sp, -1);
                    if (left.Ref is not null || right.Ref is not null)
                        goto Canonical;
                    sp = ref left;
                    pc = left.Num >= right.Num ? Unsafe.Add(ref code, pc + 1) : pc + 2;
                    goto Charge;
                }
            case (Opcode)FusedOpcode.EqualJumpIfFalse:
                {
                    ref var left = ref Unsafe.Add(ref sp, -2);
                    ref var right = ref Unsafe.Add(ref sp, -1);
                    if (left.Ref is not null || right.Ref is not null)
                        goto Canonical;
                    sp = ref left;
                    pc = left.Num == right.Num ? pc + 2 : Unsafe.Add(ref code, pc + 1);
                    goto Charge;
                }
            case (Opcode)FusedOpcode.EqualJumpIfTrue:
                {
                    ref var left = ref Unsafe.Add(ref sp, -2);
                    ref var right = ref Unsafe.Add(ref sp, -1);
                    if (left.Ref is not null || right.Ref is not null)
                        goto Canonical;
                    sp = ref left;
                    pc = left.Num == right.Num ? Unsafe.Add(ref code, pc + 1) : pc + 2;
                    goto Charge;
                }
            case (Opcode)FusedOpcode.NotEqualJumpIfFalse:
                {
                    ref var left = ref Unsafe.Add(ref sp, -2);
                    ref var right = ref Unsafe.Add(ref sp, -1);
                    if (left.Ref is not null || right.Ref is not null)
                        goto Canonical;
                    sp = ref left;
                    pc = left.Num != right.Num ? pc + 2 : Unsafe.Add(ref code, pc + 1);
                    goto Charge;
                }

            default:
                throw Invariant.Unreachable();
        }

    Charge:
        // Jumps lead to Gas only, and so does what follows them.
        if (TWatch.IsOn)
            goto Next;
        long rest = meter.Left - Unsafe.Add(ref code, pc + 1) * meter.Scale;
        pc += 2;
        if (rest < 0)
            goto OutOfGas;
        meter.Left = rest;
        goto Next;

    Canonical:
        opcode = image.Words[pc - 1];
        goto Dispatch;

    Binary:
        Save(frame, ref sp, pc);
        ArithmeticOps.Binary(vm, frame, (Opcode)image.Words[pc - 1]);
        goto Reload;

    Unary:
        Save(frame, ref sp, pc);
        ArithmeticOps.Unary(vm, frame, (Opcode)image.Words[pc - 1]);
        goto Reload;

    OutOfGas:
        Save(frame, ref sp, pc);
        meter.RunOut();

    DeadZone2:
        pc += 2;
        Save(frame, ref sp, pc);
        throw machine.ThrowReference(Messages.BeforeInitialization(image.Constants[Unsafe.Add(ref code, pc - 1)].AsString.ToString()));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Push(ref Value place, Value value) => place = value;

    /// <summary>Copies a value; a number needs no write barrier.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Copy(ref Value to, ref Value from)
    {
        if (from.Ref is null)
            Value.PutNumber(ref to, from.Num);
        else
            to = from;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Save(Frame frame, ref Value sp, int pc)
    {
        frame.Pc = pc;
        frame.Sp = (int)(Unsafe.ByteOffset(ref MemoryMarshal.GetArrayDataReference(frame.Stack), ref sp) / Unsafe.SizeOf<Value>());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Cell CellOf(ref Value slot) => (Cell)slot.Ref!;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Cell Captured(Frame frame, int index) => frame.Function.Captured[index];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool AreInts(double left, double right, out int a, out int b)
    {
        a = (int)left;
        b = (int)right;
        return a == left && b == right;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Truth(ref Value value)
    {
        if (ReferenceEquals(value.Ref, Oddball.True))
            return true;
        return !ReferenceEquals(value.Ref, Oddball.False) && Conversions.ToBoolean(value);
    }
}
