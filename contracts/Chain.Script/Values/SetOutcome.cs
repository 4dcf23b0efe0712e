namespace Chain.Script.Values;

/// <summary>What became of an assignment.</summary>
internal enum SetOutcome : byte
{
    /// <summary>It is done.</summary>
    Done,

    /// <summary>It is refused.</summary>
    Refused,

    /// <summary>A setter is to be called.</summary>
    Setter,
}
