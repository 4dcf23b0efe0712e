using System.Collections.Immutable;
using Chain.Contracts;
using Chain.Primitives;
using Chain.Primitives.Json;

namespace Chain.Wallet.Contracts;

/// <summary>Arguments as the user writes them: JSON typed by the contract's interface, with names in the place of addresses.</summary>
public static class ContractArguments
{
    /// <summary>The encoded arguments of a method.</summary>
    /// <param name="method">The method; null for an <c>init</c> or <c>migrate</c> that is not there, which takes none.</param>
    /// <param name="json">An array, or an object by name; null or empty for none.</param>
    /// <param name="addressPrefix">The network's prefix of addresses.</param>
    /// <param name="find">Gives the address of a name, or throws what is wrong with it.</param>
    /// <exception cref="WalletException">They are none of this method.</exception>
    public static byte[] Encode(AbiMethod? method, string? json, string addressPrefix, Func<string, Address> find)
    {
        ImmutableArray<AbiField> fields = method?.Arguments ?? [];
        ImmutableArray<AbiValue>? values = AbiJson.ReadArguments(fields, json ?? "", new AbiJsonOptions(addressPrefix) { FindAddress = name => find(name) }, out AbiJsonFault? fault);
        if (values is null)
            throw Refused(method, fault!);
        byte[] encoded = AbiCodec.EncodeArguments(fields, values.Value);
        return encoded.Length <= ContractLimits.ArgumentsBytesMax
            ? encoded
            : throw new WalletException(ProblemKind.Usage, "arguments", $"the arguments have {encoded.Length} bytes, at most {ContractLimits.ArgumentsBytesMax} are allowed");
    }

    /// <summary>A value that stands alone on the command line: texts, addresses and numbers need no quotes there; everything else is JSON.</summary>
    /// <exception cref="WalletException">It is none of the type.</exception>
    public static AbiValue ReadWord(AbiType type, string word, string addressPrefix, Func<string, Address> find)
    {
        bool isBare = type is AbiType.Text or AbiType.Address or AbiType.Bytes && !word.StartsWith('"');
        string json = isBare ? System.Text.Json.JsonSerializer.Serialize(word) : word;
        if (!StrictJson.TryRead(System.Text.Encoding.UTF8.GetBytes(json), JsonReadOptions.Strict, out JsonValue? value, out JsonReadFailure failure))
            throw new WalletException(ProblemKind.Usage, "key", $"'{Display.Safe(word)}' is no {type}", failure.ToString());
        AbiValue? read = AbiJson.Read(type, value, new AbiJsonOptions(addressPrefix) { FindAddress = name => find(name) }, out AbiJsonFault? fault);
        return read ?? throw new WalletException(ProblemKind.Usage, "key", $"'{Display.Safe(word)}' is no {type}", fault!.ToString());
    }

    private static WalletException Refused(AbiMethod? method, AbiJsonFault fault)
    {
        string next = method is null || method.Arguments.IsEmpty ? "leave --args out" : $"--args takes an array or an object: {Example(method)}";
        return new WalletException(ProblemKind.Usage, "arguments", $"the arguments do not fit {method?.Signature ?? "a contract without init"}", fault.ToString(), next);
    }

    private static string Example(AbiMethod method) => $"'{{ {string.Join(", ", method.Arguments.Select(argument => $"\"{argument.Name}\": {Example(argument.Type)}"))} }}'";

    private static string Example(AbiType type) => type switch
    {
        AbiType.UInt { IsNumber: true } => "1",
        AbiType.UInt or AbiType.Int => "\"1\"",
        AbiType.Bool => "true",
        AbiType.Text => "\"text\"",
        AbiType.Bytes => "\"0x00\"",
        AbiType.Address => "\"dev1\"",
        AbiType.Optional => "null",
        AbiType.List => "[]",
        AbiType.Struct declared => $"{{ {string.Join(", ", declared.Fields.Select(item => $"\"{item.Name}\": {Example(item.Type)}"))} }}",
        _ => "…",
    };
}
