using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.Primitives.Encoding;

namespace Chain.Types;

/// <summary>What a transaction does. Exactly one; <see cref="TransactionActionCodec"/> has its byte form.</summary>
public abstract record TransactionAction
{
    private TransactionAction()
    {
    }

    /// <summary>The most that the action itself may debit from the sender, fees apart.</summary>
    public virtual Amount Debit => Amount.Zero;

    /// <summary>True when a contract may run, so that the gas it takes is not known from the bytes.</summary>
    public virtual bool RunsContract => false;

    /// <summary>What is wrong with the values, so that such an action has no byte form. No action names the zero address, which is nobody's.</summary>
    internal abstract DecodeError Check();

    /// <summary>Pays <paramref name="Amount"/> to <paramref name="To"/>. Zero is allowed and moves nothing. A contract takes it only if it says so.</summary>
    public sealed record Transfer(Address To, Amount Amount) : TransactionAction
    {
        /// <inheritdoc/>
        public override Amount Debit => Amount;

        internal override DecodeError Check() => Somebody(To);
    }

    /// <summary>
    /// Puts a contract on the chain, at the address that sender, lane and sequence give, and runs its <c>init</c>.
    /// Without <paramref name="Upgrader"/> it can never be changed.
    /// </summary>
    public sealed record Deploy(ReadOnlyMemory<byte> Source, ReadOnlyMemory<byte> Arguments, Amount Value, Address? Upgrader) : TransactionAction
    {
        /// <inheritdoc/>
        public override Amount Debit => Value;

        /// <inheritdoc/>
        public override bool RunsContract => true;

        /// <summary>Equal when all values are.</summary>
        public bool Equals(Deploy? other) =>
            other is not null && Value == other.Value && Upgrader == other.Upgrader && SameBytes(Source, other.Source) && SameBytes(Arguments, other.Arguments);

        /// <inheritdoc/>
        public override int GetHashCode() => Source.Length ^ Value.GetHashCode();

        internal override DecodeError Check()
        {
            DecodeError error = ContractText.CheckSource(Source.Span);
            if (error == DecodeError.None)
                error = ContractText.CheckArguments(Arguments.Span);
            return error == DecodeError.None && Upgrader is { } upgrader ? Somebody(upgrader) : error;
        }
    }

    /// <summary>Calls a method of a contract with arguments in the codec of its ABI, and pays it <paramref name="Value"/>.</summary>
    public sealed record Call(Address Contract, string Method, ReadOnlyMemory<byte> Arguments, Amount Value) : TransactionAction
    {
        /// <inheritdoc/>
        public override Amount Debit => Value;

        /// <inheritdoc/>
        public override bool RunsContract => true;

        /// <summary>Equal when all values are.</summary>
        public bool Equals(Call? other) =>
            other is not null && Contract == other.Contract && string.Equals(Method, other.Method, StringComparison.Ordinal) && Value == other.Value
            && SameBytes(Arguments, other.Arguments);

        /// <inheritdoc/>
        public override int GetHashCode() => Contract.GetHashCode() ^ Arguments.Length;

        internal override DecodeError Check()
        {
            DecodeError error = ContractText.CheckMethod(Method);
            if (error == DecodeError.None)
                error = ContractText.CheckArguments(Arguments.Span);
            return error == DecodeError.None ? Somebody(Contract) : error;
        }
    }

    /// <summary>Gives a contract new source; only its upgrader may. The arguments are for the new source's <c>migrate</c>.</summary>
    public sealed record Upgrade(Address Contract, ReadOnlyMemory<byte> Source, ReadOnlyMemory<byte> Arguments) : TransactionAction
    {
        /// <inheritdoc/>
        public override bool RunsContract => true;

        /// <summary>Equal when all values are.</summary>
        public bool Equals(Upgrade? other) =>
            other is not null && Contract == other.Contract && SameBytes(Source, other.Source) && SameBytes(Arguments, other.Arguments);

        /// <inheritdoc/>
        public override int GetHashCode() => Contract.GetHashCode() ^ Source.Length;

        internal override DecodeError Check()
        {
            DecodeError error = ContractText.CheckSource(Source.Span);
            if (error == DecodeError.None)
                error = ContractText.CheckArguments(Arguments.Span);
            return error == DecodeError.None ? Somebody(Contract) : error;
        }
    }

    /// <summary>Gives up for ever the right to upgrade a contract; only its upgrader may.</summary>
    public sealed record Freeze(Address Contract) : TransactionAction
    {
        internal override DecodeError Check() => Somebody(Contract);
    }

    /// <summary>Bonds <paramref name="Amount"/> to a registered validator, named by its operator's address.</summary>
    public sealed record Delegate(Address Validator, Amount Amount) : TransactionAction
    {
        /// <inheritdoc/>
        public override Amount Debit => Amount;

        internal override DecodeError Check() => Somebody(Validator);
    }

    /// <summary>Takes <paramref name="Amount"/> back from a validator; it is paid out when the unbonding time has passed.</summary>
    public sealed record Undelegate(Address Validator, Amount Amount) : TransactionAction
    {
        internal override DecodeError Check() => Somebody(Validator);
    }

    /// <summary>
    /// Makes the sender a validator's operator: bonds <paramref name="SelfStake"/> and names the consensus key.
    /// <paramref name="Possession"/> signs H("chain.key.possession", genesis hash ‖ operator address) with that key.
    /// </summary>
    public sealed record RegisterValidator(PublicKey ConsensusKey, Signature Possession, Amount SelfStake) : TransactionAction
    {
        /// <inheritdoc/>
        public override Amount Debit => SelfStake;

        internal override DecodeError Check() => DecodeError.None;
    }

    /// <summary>What a proof of possession signs.</summary>
    public static Hash256 PossessionDigest(Hash256 genesisHash, Address operatorAddress)
    {
        Span<byte> content = stackalloc byte[Hash256.Length + Primitives.Address.Length];
        genesisHash.Span.CopyTo(content);
        operatorAddress.Span.CopyTo(content[Hash256.Length..]);
        return Hashing.Tagged(DomainTag.KeyPossession, content);
    }

    private static DecodeError Somebody(Address address) => address.IsZero ? DecodeError.Range : DecodeError.None;

    private static bool SameBytes(ReadOnlyMemory<byte> left, ReadOnlyMemory<byte> right) => left.Span.SequenceEqual(right.Span);
}
