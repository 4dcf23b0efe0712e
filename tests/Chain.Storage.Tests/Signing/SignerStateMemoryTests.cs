using Chain.Storage.Signing;

namespace Chain.Storage.Tests.Signing;

public sealed class SignerStateMemoryTests : SignerStateContract
{
    private protected override ISignerState State { get; } = new SignerStateMemory();
}
