using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.Primitives.Encoding;

namespace Chain.Types;

/// <summary>What a transaction does. Exactly one; the field numbers are those of TransactionBody in types.proto.</summary>
public abstract record TransactionAction
{
    private const int TransferField = 16;
    private const int DelegateField = 21;
    private const int UndelegateField = 22;
    private const int RegisterValidatorField = 25;
    private const int ActionBytesMax = 256;

    private TransactionAction()
    {
    }

    /// <summary>The most that the action itself may debit from the sender, fees apart.</summary>
    public abstract Amount Debit { get; }

    /// <summary>True when it names the zero address, which is nobody's: such an action has no byte form.</summary>
    internal bool NamesNobody => this switch
    {
        Transfer transfer => transfer.To.IsZero,
        Delegate bond => bond.Validator.IsZero,
        Undelegate unbond => unbond.Validator.IsZero,
        _ => false,
    };

    /// <summary>Pays <paramref name="Amount"/> to <paramref name="To"/>. Zero is allowed and moves nothing.</summary>
    public sealed record Transfer(Address To, Amount Amount) : TransactionAction
    {
        /// <inheritdoc/>
        public override Amount Debit => Amount;
    }

    /// <summary>Bonds <paramref name="Amount"/> to a registered validator, named by its operator's address.</summary>
    public sealed record Delegate(Address Validator, Amount Amount) : TransactionAction
    {
        /// <inheritdoc/>
        public override Amount Debit => Amount;
    }

    /// <summary>Takes <paramref name="Amount"/> back from a validator; it is paid out when the unbonding time has passed.</summary>
    public sealed record Undelegate(Address Validator, Amount Amount) : TransactionAction
    {
        /// <inheritdoc/>
        public override Amount Debit => Amount.Zero;
    }

    /// <summary>
    /// Makes the sender a validator's operator: bonds <paramref name="SelfStake"/> and names the consensus key.
    /// <paramref name="Possession"/> signs H("chain.key.possession", genesis hash ‖ operator address) with that key.
    /// </summary>
    public sealed record RegisterValidator(PublicKey ConsensusKey, Signature Possession, Amount SelfStake) : TransactionAction
    {
        /// <inheritdoc/>
        public override Amount Debit => SelfStake;
    }

    /// <summary>What a proof of possession signs.</summary>
    public static Hash256 PossessionDigest(Hash256 genesisHash, Address operatorAddress)
    {
        Span<byte> content = stackalloc byte[Hash256.Length + Primitives.Address.Length];
        genesisHash.Span.CopyTo(content);
        operatorAddress.Span.CopyTo(content[Hash256.Length..]);
        return Hashing.Tagged(DomainTag.KeyPossession, content);
    }

    internal void Write(WireWriter writer)
    {
        var inner = new WireWriter(128);
        switch (this)
        {
            case Transfer transfer:
                inner.Address(1, transfer.To);
                inner.UInt64(2, transfer.Amount.Grains);
                writer.Item(TransferField, inner.Written);
                break;
            case Delegate bond:
                inner.Address(1, bond.Validator);
                inner.UInt64(2, bond.Amount.Grains);
                writer.Item(DelegateField, inner.Written);
                break;
            case Undelegate unbond:
                inner.Address(1, unbond.Validator);
                inner.UInt64(2, unbond.Amount.Grains);
                writer.Item(UndelegateField, inner.Written);
                break;
            case RegisterValidator register:
                inner.PublicKey(1, register.ConsensusKey);
                inner.Signature(2, register.Possession);
                inner.UInt64(3, register.SelfStake.Grains);
                writer.Item(RegisterValidatorField, inner.Written);
                break;
            default:
                Invariant.Holds(false, $"the action {GetType().Name} has a byte form");
                break;
        }
    }

    internal static TransactionAction? Read(ref WireReader reader)
    {
        TransactionAction? action = null;
        DecodeError error = DecodeError.None;
        if (reader.Message(TransferField, ActionBytesMax, out ReadOnlySpan<byte> body))
            error = ReadAddressAndAmount(body, static (to, amount) => new Transfer(to, amount), out action);
        else if (reader.Message(DelegateField, ActionBytesMax, out body))
            error = ReadAddressAndAmount(body, static (to, amount) => new Delegate(to, amount), out action);
        else if (reader.Message(UndelegateField, ActionBytesMax, out body))
            error = ReadAddressAndAmount(body, static (to, amount) => new Undelegate(to, amount), out action);
        else if (reader.Message(RegisterValidatorField, ActionBytesMax, out body))
            error = ReadRegister(body, out action);
        else
            reader.Fail(DecodeError.Unsupported);
        reader.Require(error == DecodeError.None, error);
        return action;
    }

    private static DecodeError ReadAddressAndAmount(ReadOnlySpan<byte> body, Func<Address, Amount, TransactionAction> make, out TransactionAction? action)
    {
        var reader = new WireReader(body);
        Address address = reader.Address(1);
        Amount amount = WireAmount.Read(ref reader, 2);
        DecodeError error = reader.End();
        action = error == DecodeError.None ? make(address, amount) : null;
        return error;
    }

    private static DecodeError ReadRegister(ReadOnlySpan<byte> body, out TransactionAction? action)
    {
        var reader = new WireReader(body);
        PublicKey key = reader.PublicKey(1);
        Signature possession = reader.Signature(2);
        Amount stake = WireAmount.Read(ref reader, 3);
        DecodeError error = reader.End();
        action = error == DecodeError.None ? new RegisterValidator(key, possession, stake) : null;
        return error;
    }
}
