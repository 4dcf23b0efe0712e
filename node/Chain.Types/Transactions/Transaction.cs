using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.Primitives.Encoding;

namespace Chain.Types;

/// <summary>A signed transaction in its canonical bytes. The signature is not checked yet: see <see cref="VerifiedTransaction"/>.</summary>
public sealed class Transaction
{
    private Transaction(UnsignedTransaction body, PublicKey key, Signature signature, byte[] encoded, Hash256 digest)
    {
        Body = body;
        Key = key;
        Signature = signature;
        Encoded = encoded;
        SigningDigest = digest;
        Sender = Address.OfKey(key);
        Id = new TransactionId(Hashing.Tagged(DomainTag.Transaction, encoded));
    }

    /// <summary>The signed part.</summary>
    public UnsignedTransaction Body { get; }

    /// <summary>The sender's key.</summary>
    public PublicKey Key { get; }

    /// <summary>The sender's signature over <see cref="SigningDigest"/>.</summary>
    public Signature Signature { get; }

    /// <summary>The canonical bytes of the whole.</summary>
    public ReadOnlyMemory<byte> Encoded { get; }

    /// <summary>What the signature signs.</summary>
    public Hash256 SigningDigest { get; }

    /// <summary>The account that pays.</summary>
    public Address Sender { get; }

    /// <summary>The hash of <see cref="Encoded"/>, computed here and never taken from outside.</summary>
    public TransactionId Id { get; }

    /// <summary>The place it takes.</summary>
    public TransactionSlot Slot => new(Sender, Body.Lane, Body.Sequence);

    /// <summary>Reads the canonical bytes and nothing else. Copies what it keeps.</summary>
    public static DecodeError TryDecode(ReadOnlySpan<byte> bytes, out Transaction? transaction)
    {
        transaction = null;
        if (bytes.Length > ProtocolLimits.TransactionBytesMax)
            return DecodeError.Size;
        var reader = new WireReader(bytes);
        ReadOnlySpan<byte> bodyBytes = reader.Bytes(1, ProtocolLimits.TransactionBytesMax);
        if (!reader.Message(2, 256, out ReadOnlySpan<byte> keyBytes))
            reader.Fail(DecodeError.Missing);
        DecodeError error = reader.End();
        if (error != DecodeError.None)
            return error;
        var keyReader = new WireReader(keyBytes);
        PublicKey key = keyReader.PublicKey(1);
        Signature signature = keyReader.Signature(2);
        error = keyReader.End();
        if (error != DecodeError.None)
            return error;
        error = UnsignedTransaction.TryDecode(bodyBytes, out UnsignedTransaction? body);
        if (error != DecodeError.None)
            return error;
        transaction = new Transaction(body!, key, signature, bytes.ToArray(), Hashing.Tagged(DomainTag.TransactionBody, bodyBytes));
        return DecodeError.None;
    }

    internal static Transaction Create(UnsignedTransaction body, PublicKey key, Signature signature)
    {
        byte[] bodyBytes = body.Encode();
        var inner = new WireWriter(128);
        inner.PublicKey(1, key);
        inner.Signature(2, signature);
        var writer = new WireWriter(bodyBytes.Length + 128);
        writer.Bytes(1, bodyBytes);
        writer.Item(2, inner.Written);
        return new Transaction(body, key, signature, writer.ToArray(), Hashing.Tagged(DomainTag.TransactionBody, bodyBytes));
    }
}
