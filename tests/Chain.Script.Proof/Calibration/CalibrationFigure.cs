namespace Chain.Script.Proof.Calibration;

/// <summary>How long one gas of something took.</summary>
/// <param name="Kind">opcodes, builtin or attack.</param>
/// <param name="Name">What ran.</param>
/// <param name="Size">Its <c>n</c>.</param>
/// <param name="Gas">Gas of one run.</param>
/// <param name="Nanoseconds">The fastest run.</param>
public sealed record CalibrationFigure(string Kind, string Name, int Size, long Gas, double Nanoseconds)
{
    /// <summary>Nanoseconds per gas.</summary>
    public double PerGas => Gas == 0 ? 0 : Nanoseconds / Gas;
}
