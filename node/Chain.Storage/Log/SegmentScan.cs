namespace Chain.Storage.Log;

/// <summary>What a segment holds: found by reading its records from the first on.</summary>
/// <param name="End">Offset after the last valid record.</param>
/// <param name="LastHeight">The highest height of any record; 0 for none.</param>
/// <param name="DirtyEnd">Offset after the last byte that is not zero: what lies between <paramref name="End"/> and here was torn.</param>
internal readonly record struct SegmentScan(int End, ulong LastHeight, int DirtyEnd)
{
    /// <summary>Reads the records. A torn tail is where they end; damage is refused.</summary>
    /// <param name="path">The file, for messages.</param>
    /// <param name="file">The whole file.</param>
    /// <param name="segment">The segment's number.</param>
    /// <param name="knownEnd">Where the records certainly reach to, known from the next segment; null for the last one.</param>
    /// <exception cref="StorageFailure">Something that was durable is damaged.</exception>
    public static SegmentScan Read(string path, ReadOnlySpan<byte> file, ulong segment, long? knownEnd)
    {
        int offset = SegmentHeader.Length;
        ulong lastHeight = 0;
        while (RecordFrame.TryRead(file, offset, segment, out RecordFrame frame))
        {
            lastHeight = Math.Max(lastHeight, frame.Height);
            offset = frame.Next;
        }
        if (knownEnd is { } end && offset != end)
            throw SegmentedLog.Damaged(path, offset, lastHeight, $"a record is damaged; the segment was whole up to offset {end}");
        int dirtyEnd = file.LastIndexOfAnyExcept((byte)0) + 1;
        if (LastDurableBefore(file, offset, dirtyEnd, segment) is { } durable && durable > offset)
            throw SegmentedLog.Damaged(path, offset, lastHeight, $"a record is damaged, and valid ones follow; the segment was durable up to offset {durable}");
        return new SegmentScan(offset, lastHeight, Math.Max(offset, dirtyEnd));
    }

    /// <summary>Among the valid records after an invalid one: the greatest offset that one of them says was durable before it.</summary>
    private static long? LastDurableBefore(ReadOnlySpan<byte> file, int from, int dirtyEnd, ulong segment)
    {
        long? durable = null;
        int offset = from + 8;
        while (offset + RecordFrame.HeaderLength <= dirtyEnd)
        {
            int zeros = file[offset..dirtyEnd].IndexOfAnyExcept((byte)0);
            offset += zeros & ~7;
            if (RecordFrame.TryRead(file, offset, segment, out RecordFrame frame))
            {
                durable = Math.Max(durable ?? 0, (long)Math.Min(frame.DurableBefore, long.MaxValue));
                offset = frame.Next;
            }
            else
            {
                offset += 8;
            }
        }
        return durable;
    }
}
