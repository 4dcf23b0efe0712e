using System.Numerics;
using System.Text.Json;
using Chain.Primitives.Crypto;
using Chain.Primitives.Merkle;
using Chain.Primitives.Tests.Support;

namespace Chain.Primitives.Tests.Merkle;

/// <summary>The public proofs of transparency-dev/merkle. A proof whose hashes have not 32 bytes does not reach the verifier: the decoder refuses it.</summary>
public sealed class MerkleVectorTests
{
    [Fact]
    public void Inclusion_proofs_are_judged_as_published()
    {
        foreach (string file in Vectors.Files("merkle-rfc6962/inclusion"))
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            JsonElement test = document.RootElement;
            bool accepted = TryHash(test.GetProperty("leafHash"), out Hash256 leaf) & TryHash(test.GetProperty("root"), out Hash256 root)
                && TryProof(test, out Hash256[] proof)
                && MerkleProof.VerifyInclusion(leaf, Number(test, "leafIdx"), Number(test, "treeSize"), proof, root);
            Assert.True(accepted != test.GetProperty("wantErr").GetBoolean(), file);
        }
    }

    [Fact]
    public void Subtree_inclusion_proofs_are_judged_as_published()
    {
        foreach (string file in Vectors.Files("merkle-rfc6962/subtreeinclusion"))
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            JsonElement test = document.RootElement;
            ulong start = Number(test, "start");
            ulong end = Number(test, "end");
            ulong index = Number(test, "leafIdx");
            ulong width = end > start ? BitOperations.RoundUpToPowerOf2(end - start) : 0;
            bool accepted = width != 0 && start % width == 0 && index >= start
                && TryHash(test.GetProperty("leafHash"), out Hash256 leaf) & TryHash(test.GetProperty("root"), out Hash256 root)
                && TryProof(test, out Hash256[] proof)
                && MerkleProof.VerifyInclusion(leaf, index - start, end - start, proof, root);
            Assert.True(accepted != test.GetProperty("wantErr").GetBoolean(), file);
        }
    }

    [Fact]
    public void Consistency_proofs_are_judged_as_published()
    {
        foreach (string file in Vectors.Files("merkle-rfc6962/consistency"))
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            JsonElement test = document.RootElement;
            bool accepted = TryProof(test, out Hash256[] proof)
                && MerkleProof.VerifyConsistency(Number(test, "size1"), Root(test, "root1"), Number(test, "size2"), Root(test, "root2"), proof);
            Assert.True(accepted != test.GetProperty("wantErr").GetBoolean(), file);
        }
    }

    /// <summary>Some published numbers are negative on purpose: as unsigned numbers they are enormous.</summary>
    private static ulong Number(JsonElement test, string name) =>
        test.GetProperty(name).TryGetUInt64(out ulong value) ? value : (ulong)test.GetProperty(name).GetInt64();

    /// <summary>Roots that only have to be compared are texts in some files: a digest stands for them.</summary>
    private static Hash256 Root(JsonElement test, string name) =>
        TryHash(test.GetProperty(name), out Hash256 root) ? root : Hashing.Sha256(System.Text.Encoding.UTF8.GetBytes(test.Text(name)));

    private static bool TryProof(JsonElement test, out Hash256[] proof)
    {
        var hashes = new List<Hash256>();
        bool whole = true;
        JsonElement items = test.GetProperty("proof");
        if (items.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement item in items.EnumerateArray())
            {
                whole &= TryHash(item, out Hash256 hash);
                hashes.Add(hash);
            }
        }
        proof = [.. hashes];
        return whole;
    }

    private static bool TryHash(JsonElement element, out Hash256 hash)
    {
        byte[] bytes = element.ValueKind == JsonValueKind.String ? element.GetBytesFromBase64() : [];
        hash = bytes.Length == Hash256.Length ? new Hash256(bytes) : default;
        return bytes.Length == Hash256.Length;
    }
}
