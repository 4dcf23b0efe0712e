using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.Primitives.Encoding;
using Chain.Types;
using Chain.Wallet.Json;
using Chain.Wallet.Networks;

namespace Chain.Wallet.Sending;

/// <summary>A transaction on its way between machines: built on one that has a network, signed on one that has the key, sent from the first.</summary>
/// <param name="Network">The network's name.</param>
/// <param name="Sender">Who pays.</param>
/// <param name="Body">What is to be signed.</param>
/// <param name="Signed">The signed transaction; null before that.</param>
public sealed record TransactionFile(string Network, PublicKey Sender, UnsignedTransaction Body, Transaction? Signed)
{
    /// <summary>Larger files are not read.</summary>
    public const int BytesMax = 1024 * 1024;

    private const string FormatName = "chain-transaction-1";

    /// <summary>The file's bytes. What stands beside the hexadecimal fields is for people; it is compared when the file is read.</summary>
    public byte[] Encode(Network network) => JsonBytes.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("format", FormatName);
        json.WriteString("network", Network);
        json.WriteString("genesisHash", Body.GenesisHash.ToString());
        json.WriteString("from", network.Format(Address.OfKey(Sender)));
        json.WriteString("publicKey", Sender.ToString());
        json.WriteString("body", Convert.ToHexStringLower(Body.Encode()));
        if (Signed is not null)
        {
            json.WriteString("transactionId", Signed.Id.ToString());
            json.WriteString("transaction", Convert.ToHexStringLower(Signed.Encoded.Span));
        }
        json.WriteEndObject();
    });

    /// <summary>Reads a file; the problem, or null. A signature is checked.</summary>
    public static string? TryDecode(ReadOnlySpan<byte> content, out TransactionFile? file)
    {
        file = null;
        string? problem = JsonFields.TryParse(content, out JsonFields? fields);
        if (fields is null)
            return problem;
        fields.Require(fields.Text("format") == FormatName, $"\"format\" is not \"{FormatName}\"");
        string network = fields.Text("network");
        Hash256 genesisHash = fields.Hash("genesisHash");
        string from = fields.Text("from");
        byte[] keyBytes = fields.Hex("publicKey");
        byte[] bodyBytes = fields.Hex("body");
        bool isSigned = fields.OptionalText("transaction") is not null;
        byte[] signedBytes = isSigned ? fields.Hex("transaction") : [];
        Hash256 id = isSigned ? fields.Hash("transactionId") : default;
        problem = fields.End();
        if (problem is not null)
            return problem;
        if (!PublicKey.TryCreate(keyBytes, out PublicKey key) || !Secp256k1.TryParse(key, out _))
            return "\"publicKey\" is not a public key";
        if (UnsignedTransaction.TryDecode(bodyBytes, out UnsignedTransaction? body) != DecodeError.None)
            return "\"body\" is not a canonical transaction body";
        if (body!.GenesisHash != genesisHash)
            return "\"genesisHash\" is not that of the body";
        if (Bech32m.Decode(from, out _, out byte[] address) != Bech32Error.None || !address.AsSpan().SequenceEqual(Address.OfKey(key).Span))
            return "\"from\" is not the address of \"publicKey\"";
        Transaction? signed = null;
        if (isSigned && Transaction.TryDecode(signedBytes, out signed) != DecodeError.None)
            return "\"transaction\" is not a canonical transaction";
        if (signed is not null && (signed.Id.Value != id || signed.Key != key || !signed.Body.Encode().AsSpan().SequenceEqual(bodyBytes)))
            return "\"transaction\" is not the body that the file shows, signed by its sender";
        if (signed is not null && VerifiedTransaction.Verify(signed, genesisHash) is null)
            return "the signature is wrong";
        file = new TransactionFile(network, key, body, signed);
        return null;
    }
}
