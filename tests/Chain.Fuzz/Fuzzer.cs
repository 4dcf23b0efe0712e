namespace Chain.Fuzz;

/// <summary>Runs a target on mutated inputs. The same seed runs the same inputs.</summary>
public static class Fuzzer
{
    /// <summary>Runs that many executions; the first failure, or null.</summary>
    public static FuzzFailure? Run(FuzzTarget target, ulong seed, long executions, CancellationToken cancellation = default)
    {
        var mutator = new Mutator(new FuzzRandom(seed), target.Corpus);
        for (long execution = 0; execution < executions && !cancellation.IsCancellationRequested; execution++)
        {
            byte[] input = mutator.Next();
            if (RunOne(target, input) is { } error)
                return new FuzzFailure(target.Name, seed, execution, input, error);
        }
        return null;
    }

    /// <summary>Runs one input; what escaped, or null. Anything that escapes is the finding, so everything is caught here.</summary>
    public static Exception? RunOne(FuzzTarget target, byte[] input)
    {
        try
        {
            target.Run(input);
            return null;
        }
        catch (Exception error)
        {
            return error;
        }
    }
}
