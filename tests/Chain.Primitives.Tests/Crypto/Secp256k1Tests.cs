using Chain.Primitives.Crypto;

namespace Chain.Primitives.Tests.Crypto;

public sealed class Secp256k1Tests
{
    [Fact]
    public void The_library_is_available_and_computes_a_known_signature() => Secp256k1.EnsureAvailable();
}
