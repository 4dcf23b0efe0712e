using Chain.Script.Bytecode;
using Chain.Script.Scoping;

namespace Chain.Script.Compiling;

/// <summary>Entering and leaving scopes: places for bindings, dead zones, fresh cells, and the functions that are made at entry.</summary>
internal sealed class ScopeCompiler(FunctionBuilder function)
{
    private CodeBuilder Code => function.Code;

    /// <summary>Enters a scope that may not be there. The slots taken are given back by <see cref="Leave"/> with the mark that this returns.</summary>
    public (int Mark, int Start) Enter(Scope? scope)
    {
        var state = (function.Slots.Mark, Code.Here);
        if (scope is null)
            return state;
        foreach (var binding in scope.Bindings)
            Open(binding);
        MakeFunctions(scope);
        return state;
    }

    /// <summary>Leaves a scope.</summary>
    public void Leave(Scope? scope, (int Mark, int Start) state)
    {
        if (scope is not null)
        {
            foreach (var binding in scope.Bindings)
                Describe(binding, state.Start);
        }

        function.Slots.Release(state.Mark);
    }

    /// <summary>Makes the functions that are declared in a scope.</summary>
    public void MakeFunctions(Scope scope)
    {
        foreach (var declaration in scope.Functions)
        {
            function.MakeClosure(declaration.Function);
            function.Variables.Initialize(declaration.Binding);
        }
    }

    /// <summary>Gives a binding a place and its first state.</summary>
    public void Open(Binding binding)
    {
        int slot = function.Slots.Take(out bool isFresh);
        function.Variables.Place(binding, slot);
        Reset(binding, slot, isFresh && !binding.Scope.IsRepeated);
    }

    /// <summary>Gives a binding a place in which it is uninitialised, whatever its uses: <c>this</c> of a derived constructor.</summary>
    public void OpenEmpty(Binding binding)
    {
        int slot = function.Slots.Take();
        function.Variables.Place(binding, slot);
        Code.Emit(binding.IsCaptured ? Opcode.NewCell : Opcode.InitEmpty, slot);
    }

    /// <summary>Puts the bindings of a loop's head into the state before an iteration: a new variable, uninitialised.</summary>
    public void Renew(Scope scope)
    {
        foreach (var binding in scope.Bindings)
            Reset(binding, function.Variables.SlotOf(binding), isUndefined: false);
    }

    /// <summary>Gives each shared <c>let</c> of a loop's head a cell of its own for the next iteration.</summary>
    public void CopyCells(Scope? scope)
    {
        if (scope is null)
            return;
        foreach (var binding in scope.Bindings)
        {
            if (binding.Kind == BindingKind.Let && function.Variables.IsCell(binding))
                Code.Emit(Opcode.CopyCell, function.Variables.SlotOf(binding));
        }
    }

    /// <summary>Notes the variable of a slot for observers.</summary>
    public void Describe(Binding binding, int start)
    {
        if (binding.Kind is not (BindingKind.Hidden or BindingKind.PrivateName))
            function.Slots.Name(binding.Name, function.Variables.SlotOf(binding), function.Variables.IsCell(binding), start);
    }

    private void Reset(Binding binding, int slot, bool isUndefined)
    {
        int moduleCell = function.Unit.CellOf(binding);
        bool startsUndefined = binding.Kind == BindingKind.Var;
        if (moduleCell >= 0)
        {
            Code.Emit(Opcode.LoadModuleCell, slot, moduleCell);
            if (!startsUndefined)
                return;
            Code.Emit(Opcode.LoadUndefined);
            Code.Emit(Opcode.StoreCell, slot);
            return;
        }

        if (startsUndefined && !isUndefined)
        {
            Code.Emit(Opcode.LoadUndefined);
            Code.Emit(Opcode.StoreLocal, slot);
        }

        if (binding.IsCaptured)
            Code.Emit(startsUndefined ? Opcode.BoxLocal : Opcode.NewCell, slot);
        else if (binding.NeedsTdz && !startsUndefined)
            Code.Emit(Opcode.InitEmpty, slot);
    }
}
