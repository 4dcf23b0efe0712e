namespace Chain.Storage.Tests.Crashes;

/// <summary>Tests that start processes run one after the other, and beside no other: between its fork and its exec a child holds copies of all descriptors, and with them the locks of files that a test has just closed.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class StartsProcesses
{
    public const string Name = "starts processes";
}
