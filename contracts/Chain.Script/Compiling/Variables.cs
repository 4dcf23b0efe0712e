using Chain.Script.Bytecode;
using Chain.Script.Scoping;

namespace Chain.Script.Compiling;

/// <summary>
/// Where the variables of a function are, and the instructions that read and write them: a slot; a cell in a slot, when another function shares it; a captured cell of
/// the closure, when it belongs to a function around; or the frame itself, for an unshared <c>this</c>, <c>new.target</c> and callee.
/// </summary>
internal sealed class Variables(FunctionBuilder function)
{
    private BindingTable slots = new();
    private BindingTable captured = new();
    private List<Capture>? captures;

    /// <summary>The cells that closures of this function take along.</summary>
    public IReadOnlyList<Capture> Captures => captures ?? [];

    private CodeBuilder Code => function.Code;

    /// <summary>Whether a binding of this function lives in a cell.</summary>
    public bool IsCell(Binding binding) => binding.IsCaptured || function.Unit.CellOf(binding) >= 0;

    /// <summary>Gives a binding of this function its slot.</summary>
    public void Place(Binding binding, int slot) => slots[binding] = slot;

    /// <summary>Whether a binding of this function has a slot; what the frame itself knows may have none.</summary>
    public bool HasSlot(Binding binding) => slots.TryGetValue(binding, out _);

    /// <summary>The slot of a binding of this function.</summary>
    public int SlotOf(Binding binding) => slots[binding];

    /// <summary>Pushes the value; with <paramref name="check"/> a dead zone is a ReferenceError.</summary>
    public void Load(Binding binding, bool check)
    {
        if (!IsOwn(binding))
        {
            int cell = Captured(binding);
            if (check)
                Code.EmitWithName(Opcode.LoadCapturedChecked, cell, binding.Name);
            else
                Code.Emit(Opcode.LoadCaptured, cell);
            return;
        }

        if (!slots.TryGetValue(binding, out int slot))
        {
            Code.Emit(FrameOpcode(binding.Kind));
            return;
        }

        bool isCell = IsCell(binding);
        if (check)
            Code.EmitWithName(isCell ? Opcode.LoadCellChecked : Opcode.LoadLocalChecked, slot, binding.Name);
        else
            Code.Emit(isCell ? Opcode.LoadCell : Opcode.LoadLocal, slot);
    }

    /// <summary>Pops the value into the binding, without checks: initialisation.</summary>
    public void Initialize(Binding binding)
    {
        if (!IsOwn(binding))
            Code.Emit(Opcode.StoreCaptured, Captured(binding));
        else
            Code.Emit(IsCell(binding) ? Opcode.StoreCell : Opcode.StoreLocal, slots[binding]);
    }

    /// <summary>Pops the value into the binding: assignment. A dead zone is a ReferenceError, a constant a TypeError.</summary>
    public void Assign(Binding binding, bool check)
    {
        if (check)
            Check(binding);
        if (binding.IsConstant)
            Code.EmitWithName(Opcode.ThrowError, (int)RaisedError.ConstantAssignment, binding.Name);
        else
            Initialize(binding);
    }

    /// <summary>The index of a cell among those that the closure has captured; asks the functions around for it when it is new.</summary>
    public int Captured(Binding binding)
    {
        captures ??= [];
        if (function.Unit.Refusal is not null)
            return 0;
        if (captured.TryGetValue(binding, out int index))
            return index;
        var outer = function.Parent?.Variables ?? throw new InvalidOperationException("a binding belongs to no function around");
        captures.Add(outer.IsOwn(binding) ? new Capture(true, outer.slots[binding]) : new Capture(false, outer.Captured(binding)));
        captured[binding] = captures.Count - 1;
        function.Unit.ReserveCapture(binding.Start);
        return captures.Count - 1;
    }

    private void Check(Binding binding)
    {
        if (!IsOwn(binding))
            Code.EmitWithName(Opcode.CheckCaptured, Captured(binding), binding.Name);
        else
            Code.EmitWithName(IsCell(binding) ? Opcode.CheckCell : Opcode.CheckLocal, slots[binding], binding.Name);
    }

    private bool IsOwn(Binding binding) => ReferenceEquals(binding.Scope.Function, function.Function);

    private static Opcode FrameOpcode(BindingKind kind) => kind switch
    {
        BindingKind.This => Opcode.LoadThis,
        BindingKind.NewTarget => Opcode.LoadNewTarget,
        BindingKind.Callee or BindingKind.FunctionName => Opcode.LoadCallee,
        _ => throw new InvalidOperationException("a binding has no place"),
    };
}
