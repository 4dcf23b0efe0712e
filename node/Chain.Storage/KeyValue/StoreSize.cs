namespace Chain.Storage.KeyValue;

/// <summary>How large a store is.</summary>
/// <param name="UsedBytes">Bytes of pages that were ever used; free pages among them are used again.</param>
/// <param name="BytesMax">The most it may grow to.</param>
public readonly record struct StoreSize(long UsedBytes, long BytesMax);
