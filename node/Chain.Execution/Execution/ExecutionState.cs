using Chain.Primitives;
using Chain.State;

namespace Chain.Execution;

/// <summary>The state while a block is executed: the overlay, its writer, and the chain record, which is written once at the end.</summary>
internal sealed class ExecutionState
{
    public ExecutionState(IStateReader parentState, Hash256 seed, int transactions)
    {
        Overlay = new StateOverlay(parentState, System.Runtime.InteropServices.MemoryMarshal.Read<ulong>(seed.Span), (2 * transactions) + 16);
        Write = new StateRecordWriter(Overlay);
        Chain = Overlay.ReadChain();
    }

    public StateOverlay Overlay { get; }

    public StateRecordWriter Write { get; }

    /// <summary>The chain record as it will be after this block.</summary>
    public ChainRecord Chain { get; set; }

    /// <summary>True once something changed a validator's stake: only then is a new set computed.</summary>
    public bool StakeChanged { get; set; }

    /// <summary>State entries that contracts have written in this block.</summary>
    public int ContractWrites { get; set; }

    /// <summary>Puts a validator on the list when it has no place there. False when the list is full.</summary>
    public bool TryList(Address operatorAddress, ref ValidatorRecord validator)
    {
        if (validator.PlacePlusOne != 0)
            return true;
        if (Chain.ListedValidators >= Types.ProtocolLimits.RegisteredValidatorsMax)
            return false;
        Write.ValidatorListItem(Chain.ListedValidators, operatorAddress);
        Chain = Chain with { ListedValidators = Chain.ListedValidators + 1 };
        validator = validator with { PlacePlusOne = Chain.ListedValidators };
        return true;
    }

    /// <summary>
    /// Writes a validator, and takes it off the list when it has neither stake nor unbondings: whoever holds a place has coins
    /// locked for it, so that the list cannot be filled for the price of fees.
    /// </summary>
    public void PutValidator(Address operatorAddress, ValidatorRecord validator)
    {
        if (validator.Stake == Amount.Zero && validator.Unbonding == Amount.Zero && validator.PlacePlusOne != 0)
        {
            RemoveFromList(validator.PlacePlusOne - 1);
            validator = validator with { PlacePlusOne = 0 };
        }
        Write.Validator(operatorAddress, validator);
    }

    // The last one of the list moves into the gap.
    private void RemoveFromList(ulong place)
    {
        ulong last = Chain.ListedValidators - 1;
        if (place != last)
        {
            Address moved = Overlay.ListedValidator(last);
            bool known = Overlay.TryGetValidator(moved, out ValidatorRecord record);
            Invariant.Holds(known, "a listed validator is registered");
            Write.ValidatorListItem(place, moved);
            Write.Validator(moved, record with { PlacePlusOne = place + 1 });
        }
        Write.RemoveValidatorListItem(last);
        Chain = Chain with { ListedValidators = last };
    }
}
