//! Headgate, the admin console for LLM gateways: the map of its rooms.
