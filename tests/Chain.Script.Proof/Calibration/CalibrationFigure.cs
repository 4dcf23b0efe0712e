namespace Chain.Script.Proof.Calibration;

/// <summary>How long one gas of something took.</summary>
/// <param name="Kind">opcodes, builtin or attack.</param>
/// <param name="Name">What ran.</param>
/// <param name="Size">Its <c>n</c>.</param>
/// <param name="Gas">Gas of one run.</param>
/// <param name="Nanoseconds">The fastest run.</param>
/// <param name="Bytes">Logical bytes of one run.</param>
/// <param name="Factor">How many times its price everything costs in a run that has made so much memory: what comes on top pays for memory too.</param>
public sealed record CalibrationFigure(string Kind, string Name, int Size, long Gas, double Nanoseconds, long Bytes, long Factor)
{
    private const int BytesPerGas = 4;

    /// <summary>Nanoseconds per gas of the work alone: the gas of memory pays for what a collector does later, which so short a run does not show.</summary>
    public double PerGasOfWork => Nanoseconds / Math.Max(1, (Gas / Factor) - (Bytes / BytesPerGas));

    /// <summary>Nanoseconds per gas.</summary>
    public double PerGas => Gas == 0 ? 0 : Nanoseconds / Gas;
}
