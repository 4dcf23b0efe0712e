using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Chain.Primitives.Crypto;

namespace Chain.Network.Tests;

public sealed class PeerCertificateTests
{
    [Fact]
    public void Certificate_proves_its_node_key_alone()
    {
        using PrivateKey key = TestNode.KeyOf(1);
        using X509Certificate2 first = PeerCertificate.Create(key);
        using X509Certificate2 second = PeerCertificate.Create(key);
        Assert.True(PeerCertificate.TryVerify(first, out PeerId id));
        Assert.Equal(PeerId.Of(key.GetPublicKey()), id);
        Assert.NotEqual(first.PublicKey.ExportSubjectPublicKeyInfo(), second.PublicKey.ExportSubjectPublicKeyInfo());
        Assert.False(PeerCertificate.TryVerify(null, out _));
    }

    public static TheoryData<byte[]> BadExtensions
    {
        get
        {
            using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            byte[] good = [0x04, 97, .. Enumerable.Repeat((byte)2, 97)];
            return new([], [0x04], [0x04, 0x00], [0x05, 0x00], good[..^1], [.. good, 0], [0x04, 0x81, 97, .. good[2..]], good, Enumerable.Repeat((byte)0x30, 5000).ToArray());
        }
    }

    [Theory]
    [MemberData(nameof(BadExtensions))]
    public void Malformed_extension_is_refused(byte[] value)
    {
        using X509Certificate2 certificate = With(new X509Extension(PeerCertificate.ExtensionOid, value, false));
        Assert.False(PeerCertificate.TryVerify(certificate, out _));
    }

    [Fact]
    public void Every_flipped_bit_of_the_binding_is_noticed()
    {
        using PrivateKey nodeKey = TestNode.KeyOf(1);
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        byte[] binding = [.. nodeKey.GetPublicKey().ToArray(), .. nodeKey.Sign(PeerCertificate.Digest(key.ExportSubjectPublicKeyInfo())).ToArray()];
        for (int bit = 0; bit < binding.Length * 8; bit += 5)
        {
            byte[] changed = [.. binding];
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            if (!Primitives.Crypto.PublicKey.TryCreate(changed.AsSpan(0, 33), out Primitives.Crypto.PublicKey publicKey))
                continue;
            Assert.True(Signature.TryCreate(changed.AsSpan(33), out Signature signature));
            using X509Certificate2 certificate = PeerCertificate.Create(key, publicKey, signature);
            Assert.False(PeerCertificate.TryVerify(certificate, out _));
        }
    }

    private static X509Certificate2 With(X509Extension extension)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=node", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(extension);
        return request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(1));
    }
}
