using Chain.Primitives;
using Chain.Primitives.Crypto;

namespace Chain.State;

/// <summary>Every key of the state: one prefix byte, then the content (docs/spec/state.md). A prefix is never reused for another content.</summary>
/// <remarks>All parts have fixed lengths, so no key of one kind is a key of another, and none begins another of its own kind.</remarks>
public static class StateKeys
{
    private const byte ChainPrefix = 1;
    private const byte AccountPrefix = 2;
    private const byte LanePrefix = 3;
    private const byte ValidatorPrefix = 4;
    private const byte ConsensusKeyPrefix = 5;
    private const byte ValidatorListPrefix = 6;
    private const byte DelegationPrefix = 7;
    private const byte UnbondingsPrefix = 8;
    private const byte UnbondingQueuePrefix = 9;
    private const byte BlockTimePrefix = 10;
    private const byte ValidatorSetPrefix = 11;
    private const byte ContractPrefix = 12;
    private const byte CodePrefix = 13;
    private const byte StoragePrefix = 14;
    private const byte ContractCountPrefix = 15;
    private const byte ContractListPrefix = 16;

    /// <summary>The one <see cref="ChainRecord"/>.</summary>
    public static StateKey Chain => new(ChainPrefix);

    /// <summary>An <see cref="AccountRecord"/>.</summary>
    public static StateKey Account(Address address) => new StateKey(AccountPrefix).With(address.Span);

    /// <summary>The next sequence of a lane from 1 to 255; lane 0 stands in the account.</summary>
    public static StateKey Lane(Address address, uint lane) => new StateKey(LanePrefix).With(address.Span).WithByte((byte)lane);

    /// <summary>A <see cref="ValidatorRecord"/>, by the operator's address.</summary>
    public static StateKey Validator(Address operatorAddress) => new StateKey(ValidatorPrefix).With(operatorAddress.Span);

    /// <summary>The operator that registered a consensus key; kept for ever, so that a key is used once.</summary>
    public static StateKey ConsensusKey(PublicKey key) => new StateKey(ConsensusKeyPrefix).With(key.Span);

    /// <summary>The operator at a place of the list of validators with stake or unbondings: 0 to <see cref="ChainRecord.ListedValidators"/> − 1.</summary>
    public static StateKey ValidatorListItem(ulong place) => new StateKey(ValidatorListPrefix).WithBigEndian(place);

    /// <summary>What an account has bonded to a validator.</summary>
    public static StateKey Delegation(Address validator, Address delegator) => new StateKey(DelegationPrefix).With(validator.Span).With(delegator.Span);

    /// <summary>The <see cref="UnbondingList"/> of an account at a validator.</summary>
    public static StateKey Unbondings(Address validator, Address delegator) => new StateKey(UnbondingsPrefix).With(validator.Span).With(delegator.Span);

    /// <summary>A <see cref="QueuedUnbonding"/> by its number.</summary>
    public static StateKey UnbondingQueueItem(ulong number) => new StateKey(UnbondingQueuePrefix).WithBigEndian(number);

    /// <summary>The time of a block, kept while evidence of its height counts.</summary>
    public static StateKey BlockTime(ulong height) => new StateKey(BlockTimePrefix).WithBigEndian(height);

    /// <summary>The validator set of a height. After height H the state holds those of H, H + 1 and H + 2.</summary>
    public static StateKey ValidatorSet(ulong height) => new StateKey(ValidatorSetPrefix).WithBigEndian(height);

    /// <summary>A <see cref="ContractRecord"/>.</summary>
    public static StateKey Contract(Address address) => new StateKey(ContractPrefix).With(address.Span);

    /// <summary>How many contracts there are.</summary>
    public static StateKey ContractCount => new(ContractCountPrefix);

    /// <summary>The address of the contract that was made after so many others: 0 to the count − 1.</summary>
    public static StateKey ContractListItem(ulong number) => new StateKey(ContractListPrefix).WithBigEndian(number);

    /// <summary>A <see cref="CodeRecord"/> by the hash of its source.</summary>
    public static StateKey Code(Hash256 hash) => new StateKey(CodePrefix).With(hash.Span);

    /// <summary>A value in the storage of a contract. The slot is a hash, so a contract cannot choose keys of another, nor keys that collide with its own.</summary>
    public static StateKey Storage(Address contract, Hash256 slot) => new StateKey(StoragePrefix).With(contract.Span).With(slot.Span);
}
