namespace Chain.Script.Ast;

/// <summary>
/// What <c>break</c> and <c>continue</c> jump to: a loop, a <c>switch</c> or a labelled statement shares one object with all jumps to it.
/// Whether a jump goes behind the statement or to its next iteration is said by the jump.
/// </summary>
public sealed class JumpTarget
{
    /// <summary>Whether any <c>break</c> refers to it.</summary>
    public bool HasBreak { get; internal set; }

    /// <summary>Whether any <c>continue</c> refers to it.</summary>
    public bool HasContinue { get; internal set; }
}
