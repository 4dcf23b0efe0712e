namespace Chain.Api.Requests;

/// <summary>Page sizes in requests: 0 is the usual size, what is too large is cut.</summary>
internal static class PageField
{
    public static int Read(uint pageSize) => pageSize == 0 ? ApiLimits.PageSizeDefault : (int)Math.Min(pageSize, ApiLimits.PageSizeMax);
}
