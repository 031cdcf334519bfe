"""What listens on the network beside the webhook: the calendar feed, /healthz and /metrics."""
