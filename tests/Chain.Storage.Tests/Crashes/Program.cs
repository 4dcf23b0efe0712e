namespace Chain.Storage.Tests.Crashes;

/// <summary>The writer process of the crash tests: writes heights into a home until it is killed or something fails.</summary>
internal static class Program
{
    /// <summary>Exit code after a storage failure.</summary>
    public const int Failed = 74;

    private static int Main(string[] args)
    {
        if (args is not [string home, string heights])
            return 2;
        try
        {
            using CrashHome opened = CrashHome.OpenOrCreate(home);
            ulong last = opened.Height + ulong.Parse(heights, System.Globalization.CultureInfo.InvariantCulture);
            while (opened.Height < last)
            {
                opened.WriteNext();
                Console.WriteLine(opened.Height);
            }
            return 0;
        }
        catch (StorageFailure failure)
        {
            Console.Error.WriteLine($"{failure.Fault}: {failure.Message}");
            return Failed;
        }
    }
}
