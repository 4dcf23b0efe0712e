using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.Primitives.Encoding;

namespace Chain.Types;

/// <summary>The canonical bytes of actions. The field numbers are those of TransactionBody in types.proto.</summary>
internal static class TransactionActionCodec
{
    private const int TransferField = 16;
    private const int DeployField = 17;
    private const int CallField = 18;
    private const int UpgradeField = 19;
    private const int FreezeField = 20;
    private const int DelegateField = 21;
    private const int UndelegateField = 22;
    private const int RegisterValidatorField = 25;
    private const int NativeBytesMax = 256;
    private const int ContractBytesMax = ProtocolLimits.TransactionBytesMax;

    public static void Write(WireWriter writer, TransactionAction action)
    {
        switch (action)
        {
            case TransactionAction.Transfer transfer:
                writer.Item(TransferField, AddressAndAmount(transfer.To, transfer.Amount).Written);
                break;
            case TransactionAction.Deploy deploy:
                writer.Item(DeployField, Deployment(deploy).Written);
                break;
            case TransactionAction.Call call:
                writer.Item(CallField, MethodCall(call).Written);
                break;
            case TransactionAction.Upgrade upgrade:
                writer.Item(UpgradeField, NewSource(upgrade).Written);
                break;
            case TransactionAction.Freeze freeze:
                writer.Item(FreezeField, AddressAndAmount(freeze.Contract, Amount.Zero).Written);
                break;
            case TransactionAction.Delegate bond:
                writer.Item(DelegateField, AddressAndAmount(bond.Validator, bond.Amount).Written);
                break;
            case TransactionAction.Undelegate unbond:
                writer.Item(UndelegateField, AddressAndAmount(unbond.Validator, unbond.Amount).Written);
                break;
            case TransactionAction.RegisterValidator register:
                writer.Item(RegisterValidatorField, Registration(register).Written);
                break;
            default:
                Invariant.Holds(false, $"the action {action.GetType().Name} has a byte form");
                break;
        }
    }

    /// <summary>Reads the one action that is next; its values are checked when the transaction is made of it.</summary>
    public static TransactionAction? Read(ref WireReader reader)
    {
        TransactionAction? action = null;
        DecodeError error = DecodeError.None;
        if (reader.Message(TransferField, NativeBytesMax, out ReadOnlySpan<byte> body))
            error = ReadAddressAndAmount(body, static (to, amount) => new TransactionAction.Transfer(to, amount), out action);
        else if (reader.Message(DeployField, ContractBytesMax, out body))
            error = ReadDeploy(body, out action);
        else if (reader.Message(CallField, ContractBytesMax, out body))
            error = ReadCall(body, out action);
        else if (reader.Message(UpgradeField, ContractBytesMax, out body))
            error = ReadUpgrade(body, out action);
        else if (reader.Message(FreezeField, NativeBytesMax, out body))
            error = ReadFreeze(body, out action);
        else if (reader.Message(DelegateField, NativeBytesMax, out body))
            error = ReadAddressAndAmount(body, static (to, amount) => new TransactionAction.Delegate(to, amount), out action);
        else if (reader.Message(UndelegateField, NativeBytesMax, out body))
            error = ReadAddressAndAmount(body, static (to, amount) => new TransactionAction.Undelegate(to, amount), out action);
        else if (reader.Message(RegisterValidatorField, NativeBytesMax, out body))
            error = ReadRegister(body, out action);
        else
            reader.Fail(DecodeError.Unsupported);
        reader.Require(error == DecodeError.None, error);
        return action;
    }

    private static WireWriter AddressAndAmount(Address address, Amount amount)
    {
        var writer = new WireWriter(64);
        writer.Address(1, address);
        writer.UInt64(2, amount.Grains);
        return writer;
    }

    private static WireWriter Deployment(TransactionAction.Deploy deploy)
    {
        var writer = new WireWriter(deploy.Source.Length + deploy.Arguments.Length + 64);
        writer.Bytes(1, deploy.Source.Span);
        writer.Bytes(2, deploy.Arguments.Span);
        writer.UInt64(3, deploy.Value.Grains);
        if (deploy.Upgrader is { } upgrader)
            writer.Address(4, upgrader);
        return writer;
    }

    private static WireWriter MethodCall(TransactionAction.Call call)
    {
        var writer = new WireWriter(call.Arguments.Length + 128);
        writer.Address(1, call.Contract);
        writer.Text(2, call.Method);
        writer.Bytes(3, call.Arguments.Span);
        writer.UInt64(4, call.Value.Grains);
        return writer;
    }

    private static WireWriter NewSource(TransactionAction.Upgrade upgrade)
    {
        var writer = new WireWriter(upgrade.Source.Length + upgrade.Arguments.Length + 64);
        writer.Address(1, upgrade.Contract);
        writer.Bytes(2, upgrade.Source.Span);
        writer.Bytes(3, upgrade.Arguments.Span);
        return writer;
    }

    private static WireWriter Registration(TransactionAction.RegisterValidator register)
    {
        var writer = new WireWriter(128);
        writer.PublicKey(1, register.ConsensusKey);
        writer.Signature(2, register.Possession);
        writer.UInt64(3, register.SelfStake.Grains);
        return writer;
    }

    private static DecodeError ReadAddressAndAmount(ReadOnlySpan<byte> body, Func<Address, Amount, TransactionAction> make, out TransactionAction? action)
    {
        var reader = new WireReader(body);
        Address address = reader.Address(1);
        Amount amount = WireAmount.Read(ref reader, 2);
        return End(ref reader, make(address, amount), out action);
    }

    private static DecodeError ReadDeploy(ReadOnlySpan<byte> body, out TransactionAction? action)
    {
        var reader = new WireReader(body);
        byte[] source = reader.Bytes(1, ProtocolLimits.ContractSourceBytesMax).ToArray();
        byte[] arguments = reader.Bytes(2, ProtocolLimits.ArgumentsBytesMax).ToArray();
        Amount value = WireAmount.Read(ref reader, 3);
        var upgrader = new Address(reader.OptionalHash(4));
        return End(ref reader, new TransactionAction.Deploy(source, arguments, value, upgrader.IsZero ? null : upgrader), out action);
    }

    private static DecodeError ReadCall(ReadOnlySpan<byte> body, out TransactionAction? action)
    {
        var reader = new WireReader(body);
        Address contract = reader.Address(1);
        string method = reader.Text(2, ProtocolLimits.MethodNameBytesMax);
        byte[] arguments = reader.Bytes(3, ProtocolLimits.ArgumentsBytesMax).ToArray();
        Amount value = WireAmount.Read(ref reader, 4);
        return End(ref reader, new TransactionAction.Call(contract, method, arguments, value), out action);
    }

    private static DecodeError ReadUpgrade(ReadOnlySpan<byte> body, out TransactionAction? action)
    {
        var reader = new WireReader(body);
        Address contract = reader.Address(1);
        byte[] source = reader.Bytes(2, ProtocolLimits.ContractSourceBytesMax).ToArray();
        byte[] arguments = reader.Bytes(3, ProtocolLimits.ArgumentsBytesMax).ToArray();
        return End(ref reader, new TransactionAction.Upgrade(contract, source, arguments), out action);
    }

    private static DecodeError ReadFreeze(ReadOnlySpan<byte> body, out TransactionAction? action)
    {
        var reader = new WireReader(body);
        Address contract = reader.Address(1);
        return End(ref reader, new TransactionAction.Freeze(contract), out action);
    }

    private static DecodeError ReadRegister(ReadOnlySpan<byte> body, out TransactionAction? action)
    {
        var reader = new WireReader(body);
        PublicKey key = reader.PublicKey(1);
        Signature possession = reader.Signature(2);
        Amount stake = WireAmount.Read(ref reader, 3);
        return End(ref reader, new TransactionAction.RegisterValidator(key, possession, stake), out action);
    }

    private static DecodeError End(ref WireReader reader, TransactionAction read, out TransactionAction? action)
    {
        DecodeError error = reader.End();
        action = error == DecodeError.None ? read : null;
        return error;
    }
}
