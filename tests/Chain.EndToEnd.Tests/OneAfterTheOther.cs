// Each of these tests takes the whole machine: side by side they would test the scheduler.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
