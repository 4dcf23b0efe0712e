namespace Chain.Contracts;

/// <summary>Why a contract runs.</summary>
internal enum FrameKind
{
    /// <summary>A method is called.</summary>
    Call,

    /// <summary>The contract is made.</summary>
    Init,

    /// <summary>Its code was replaced.</summary>
    Migrate,
}
