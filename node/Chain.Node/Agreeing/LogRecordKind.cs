namespace Chain.Node.Agreeing;

/// <summary>What the records of the write-ahead log are. The numbers are on disks: never reused.</summary>
internal enum LogRecordKind : byte
{
    /// <summary>An input that consensus accepted, in the bytes of its codec.</summary>
    Input = 1,

    /// <summary>The canonical bytes of a block that may be decided.</summary>
    Block = 2,

    /// <summary>The end of the height: the commit that decided it. The block stands before it.</summary>
    Decided = 3,
}
