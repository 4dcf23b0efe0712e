namespace Chain.Storage.Log;

/// <summary>One record of the log.</summary>
/// <param name="Type">What it is; the driver's matter. 1 to 255.</param>
/// <param name="Height">The height it belongs to.</param>
/// <param name="Payload">Its bytes.</param>
public readonly record struct LogRecord(byte Type, ulong Height, ReadOnlyMemory<byte> Payload);
