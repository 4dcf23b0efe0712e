using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Chain.Primitives;
using Chain.Primitives.Crypto;
using PublicKey = Chain.Primitives.Crypto.PublicKey;

namespace Chain.Network;

/// <summary>
/// Certificates that prove a node key. TLS cannot use secp256k1, so each process makes a P-256 key for its connections, and the node key signs it:
/// an extension carries the node's public key and its signature over the certificate's key. TLS proves possession of the P-256 key, the extension proves whose it is.
/// Names and dates in the certificate mean nothing.
/// </summary>
public static class PeerCertificate
{
    /// <summary>The extension: an OCTET STRING of public key (33) and signature (64).</summary>
    public const string ExtensionOid = "1.3.6.1.4.1.59999.1.1";

    private const int BindingBytes = PublicKey.Length + Signature.Length;

    /// <summary>A fresh P-256 key and the certificate that binds it to the node key.</summary>
    public static X509Certificate2 Create(PrivateKey nodeKey)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Signature signature = nodeKey.Sign(Digest(key.ExportSubjectPublicKeyInfo()));
        return Create(key, nodeKey.GetPublicKey(), signature);
    }

    /// <summary>A certificate of given parts, which need not fit each other.</summary>
    internal static X509Certificate2 Create(ECDsa key, PublicKey nodeKey, Signature signature)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        writer.WriteOctetString([.. nodeKey.Span, .. signature.Span]);
        CertificateRequest request = new("CN=node", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509Extension(ExtensionOid, writer.Encode(), critical: false));
        return request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(1000));
    }

    /// <summary>What the node key signs.</summary>
    internal static Hash256 Digest(ReadOnlySpan<byte> subjectPublicKeyInfo) => Hashing.Tagged(DomainTag.PeerCertificate, subjectPublicKeyInfo);

    /// <summary>The node that a certificate belongs to; false when it does not prove one.</summary>
    public static bool TryVerify(X509Certificate2? certificate, out PeerId peer)
    {
        peer = default;
        if (certificate is null || !TryReadBinding(certificate, out byte[] binding))
            return false;
        if (!PublicKey.TryCreate(binding.AsSpan(0, PublicKey.Length), out PublicKey nodeKey) || !Signature.TryCreate(binding.AsSpan(PublicKey.Length), out Signature signature))
            return false;
        Hash256 digest = Digest(certificate.PublicKey.ExportSubjectPublicKeyInfo());
        if (!Secp256k1.Verify(nodeKey, digest, signature))
            return false;
        peer = PeerId.Of(nodeKey);
        return true;
    }

    private static bool TryReadBinding(X509Certificate2 certificate, out byte[] binding)
    {
        binding = [];
        X509Extension? found = null;
        foreach (X509Extension extension in certificate.Extensions)
        {
            if (extension.Oid?.Value != ExtensionOid)
                continue;
            // Two could be read differently by two readers.
            if (found is not null)
                return false;
            found = extension;
        }
        if (found is null || found.RawData.Length > BindingBytes + 8)
            return false;
        try
        {
            binding = AsnDecoder.ReadOctetString(found.RawData, AsnEncodingRules.DER, out int consumed);
            return consumed == found.RawData.Length && binding.Length == BindingBytes;
        }
        catch (AsnContentException)
        {
            return false;
        }
    }
}
