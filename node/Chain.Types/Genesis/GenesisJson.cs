using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.Primitives.Encoding;
using Chain.Primitives.Json;

namespace Chain.Types;

/// <summary>Reads genesis.json (docs/spec/genesis.md): every value is required, nothing unknown is allowed, and each has one spelling.</summary>
/// <remarks>Order and blanks do not matter: documents with the same content have the same hash. Amounts are strings with their unit, "1.5chn" or "1500grain".</remarks>
public static class GenesisJson
{
    /// <summary>Bytes of the largest file that is read: a million accounts.</summary>
    public const int BytesMax = 256 * 1024 * 1024;

    private static readonly string[] DocumentKeys = ["version", "note", "network", "addressPrefix", "timeMs", "parameters", "accounts", "validators"];
    private static readonly string[] AccountKeys = ["address", "balance"];
    private static readonly string[] ValidatorKeys = ["operator", "consensusKey", "possession", "selfStake"];
    private static readonly string[] ParameterKeys = [.. ChainParameters.Fields.Select(static field => field.Name)];

    /// <summary>The document; or null and what is wrong, each problem a sentence that names its place.</summary>
    public static GenesisDocument? TryRead(ReadOnlySpan<byte> utf8, out IReadOnlyList<string> problems)
    {
        if (utf8.Length > BytesMax)
        {
            problems = [$"the file has {utf8.Length} bytes, more than {BytesMax}"];
            return null;
        }
        if (!StrictJson.TryRead(utf8, JsonReadOptions.Strict, out JsonValue? value, out JsonReadFailure failure))
        {
            problems = [failure.ToString()];
            return null;
        }
        var reading = new JsonReading(utf8);
        GenesisDocument? document = ReadDocument(ref reading, value);
        problems = reading.Problems;
        return reading.Problems.Count == 0 ? document : null;
    }

    private static GenesisDocument? ReadDocument(ref JsonReading reading, JsonValue value)
    {
        if (!reading.TryObject(value, "the document", DocumentKeys, out JsonObject? root))
            return null;
        ulong version = reading.UInt64(root, "version");
        if (version != ProtocolLimits.Version)
            reading.Fail(root, $"version must be {ProtocolLimits.Version}");
        string network = reading.Text(root, "network");
        string prefix = reading.Text(root, "addressPrefix");
        string note = reading.Text(root, "note");
        ulong timeMs = reading.UInt64(root, "timeMs");
        ChainParameters? parameters = ReadParameters(ref reading, root);
        // Addresses cannot be read under a prefix that no network may have.
        if (!AddressText.IsNetworkPrefix(prefix))
        {
            reading.Fail(root, "addressPrefix must be lower-case letters");
            return null;
        }
        var accounts = new List<GenesisAccount>();
        foreach (JsonValue item in reading.Array(root, "accounts"))
        {
            if (reading.TryObject(item, "an account", AccountKeys, out JsonObject? account))
                accounts.Add(new GenesisAccount(reading.Address(account, "address", prefix), reading.Amount(account, "balance")));
        }
        var validators = new List<GenesisValidator>();
        foreach (JsonValue item in reading.Array(root, "validators"))
        {
            if (reading.TryObject(item, "a validator", ValidatorKeys, out JsonObject? validator))
                validators.Add(ReadValidator(ref reading, validator, prefix));
        }
        if (reading.Problems.Count > 0 || parameters is null)
            return null;
        IReadOnlyList<string> problems = GenesisDocument.TryCreate(network, prefix, timeMs, parameters, accounts, validators, out GenesisDocument? document, note);
        foreach (string problem in problems)
            reading.Fail(null, problem);
        return document;
    }

    private static GenesisValidator ReadValidator(ref JsonReading reading, JsonObject validator, string prefix)
    {
        Address operatorAddress = reading.Address(validator, "operator", prefix);
        if (!PublicKey.TryCreate(reading.Hex(validator, "consensusKey", PublicKey.Length), out PublicKey key))
            reading.Fail(validator, "consensusKey must be a compressed secp256k1 key: 66 hexadecimal digits that begin with 02 or 03");
        Signature.TryCreate(reading.Hex(validator, "possession", Signature.Length), out Signature possession);
        return new GenesisValidator(operatorAddress, key, possession, reading.Amount(validator, "selfStake"));
    }

    private static ChainParameters? ReadParameters(ref JsonReading reading, JsonObject root)
    {
        if (!root.TryGet("parameters", out JsonValue? value) || !reading.TryObject(value, "parameters", ParameterKeys, out JsonObject? parameters))
            return null;
        int problemsBefore = reading.Problems.Count;
        var values = new ulong[ChainParameters.Fields.Count];
        for (int i = 0; i < values.Length; i++)
        {
            ParameterField field = ChainParameters.Fields[i];
            values[i] = field.IsAmount ? reading.Amount(parameters, field.Name).Grains : reading.UInt64(parameters, field.Name);
        }
        return reading.Problems.Count == problemsBefore ? ChainParameters.FromValues(values) : null;
    }
}
