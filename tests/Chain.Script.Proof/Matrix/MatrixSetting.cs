namespace Chain.Script.Proof.Matrix;

/// <summary>One way to set up the machine that a process runs on.</summary>
public sealed record MatrixSetting(string Name, IReadOnlyDictionary<string, string> Environment)
{
    /// <summary>All settings of docs/spec/script.md; the first is the ordinary one.</summary>
    public static IReadOnlyList<MatrixSetting> All { get; } =
    [
        Of("ordinary"),
        Of("Turkish", ("LANG", "tr_TR.UTF-8"), ("LC_ALL", "tr_TR.UTF-8"), ("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "0"), ("CHAIN_PROOF_CULTURE", "tr-TR")),
        Of("Persian", ("LANG", "fa_IR.UTF-8"), ("LC_ALL", "fa_IR.UTF-8"), ("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "0"), ("CHAIN_PROOF_CULTURE", "fa-IR")),
        Of("German", ("LANG", "de_DE.UTF-8"), ("LC_ALL", "de_DE.UTF-8"), ("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "0"), ("CHAIN_PROOF_CULTURE", "de-DE")),
        Of("time zone", ("TZ", "Pacific/Apia")),
        Of("one tier of compilation", ("DOTNET_TieredCompilation", "0")),
        Of("no profile-guided compilation", ("DOTNET_TieredPGO", "0")),
        Of("no precompiled code", ("DOTNET_ReadyToRun", "0")),
        Of("no hardware intrinsics", ("DOTNET_EnableHWIntrinsic", "0")),
        Of("no AVX, no FMA", ("DOTNET_EnableAVX", "0"), ("DOTNET_EnableFMA", "0")),
        Of("server garbage collection", ("DOTNET_gcServer", "1")),
        Of("little heap", ("DOTNET_GCHeapHardLimit", "0x10000000"), ("DOTNET_gcConcurrent", "0")),
    ];

    private static MatrixSetting Of(string name, params (string Key, string Value)[] variables) =>
        new(name, variables.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal));
}
