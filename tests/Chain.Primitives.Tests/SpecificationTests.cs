using System.Text.RegularExpressions;
using Chain.Primitives.Crypto;
using Chain.Primitives.Encoding;
using Chain.Primitives.Merkle;
using Chain.Primitives.Tests.Support;

namespace Chain.Primitives.Tests;

/// <summary>docs/spec/encoding.md says what the code does.</summary>
public sealed class SpecificationTests
{
    private static readonly string s_text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "spec", "encoding.md"));

    [Fact]
    public void The_specification_names_every_domain_tag_and_no_other()
    {
        IEnumerable<string> registered = typeof(DomainTag).GetFields().Where(f => f.FieldType == typeof(DomainTag)).Select(f => ((DomainTag)f.GetValue(null)!).Text);
        IEnumerable<string> specified = Regex.Matches(s_text, @"^\| `(chain\.[a-z.]+)` \|", RegexOptions.Multiline, TimeSpan.FromSeconds(5)).Select(m => m.Groups[1].Value);
        Assert.Equal(registered.Order(StringComparer.Ordinal), specified.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_examples_of_the_specification_are_computed()
    {
        byte[] one = new byte[32];
        one[^1] = 1;
        Assert.True(PrivateKey.TryCreate(one, out PrivateKey? key));
        Address address = Address.OfKey(key.GetPublicKey());
        Hash256 root = MerkleTree.Root([Hashing.Leaf([0]), Hashing.Leaf([1]), Hashing.Leaf([2])]);
        var writer = new WireWriter();
        writer.UInt64(1, 300);
        writer.Bytes(2, [1, 2]);
        (string What, string Value)[] examples =
        [
            ("private key", Convert.ToHexStringLower(one)),
            ("its public key", key.GetPublicKey().ToString()),
            ("its address", address.ToString()),
            ("as text, prefix `chn`", AddressText.Format(address, "chn")),
            ("`H(\"chain.vote\", 010203)`", Hashing.Tagged(DomainTag.Vote, [1, 2, 3]).ToString()),
            ("root of the items 00, 01, 02", root.ToString()),
            ("signature of that root by that key", key.Sign(root).ToString()),
            ("field 1 = 300, field 2 = bytes 0102", Convert.ToHexStringLower(writer.Written)),
        ];
        string missing = string.Concat(examples.Where(e => !s_text.Contains(Row(e), StringComparison.Ordinal)).Select(Row));
        Assert.Equal("", missing);
    }

    private static string Row((string What, string Value) example) => $"| {example.What} | `{example.Value}` |\n";
}
