using System.Collections.Immutable;

namespace Chain.Contracts;

/// <summary>
/// Whether a new code can take over the state of an old one. Fields may be added. A plain field may change its type or go only when the new code migrates; its old value is then
/// taken out of the state, so that nothing of it is ever read as something else. A collection stays as it is: nobody could take out all its entries at once.
/// </summary>
internal static class SchemaCheck
{
    /// <summary>Why it cannot; null when it can.</summary>
    internal static string? Refusal(ContractAbi before, ContractAbi after)
    {
        foreach (StateField field in before.State)
        {
            StateField? now = after.FindState(field.Name);
            if (field.Equals(now))
                continue;
            if (field is not StateField.Plain || now is not (null or StateField.Plain))
                return now is null ? $"the collection '{field.Name}' is gone; it must stay" : $"'{field.Name}' was {field.Declaration} and would be {now.Declaration}";
            if (!after.HasMigrate)
                return now is null ? $"the field '{field.Name}' is gone, which needs 'migrate'" : $"'{field.Name}' was {field.Declaration} and would be {now.Declaration}, which needs 'migrate'";
        }
        return null;
    }

    /// <summary>The plain fields whose old values must be taken out.</summary>
    internal static ImmutableArray<StateField.Plain> Dropped(ContractAbi before, ContractAbi after) =>
        [.. before.State.OfType<StateField.Plain>().Where(field => !field.Equals(after.FindState(field.Name)))];
}
