/** One field of a container's interface as Proxmox spells it: `name=eth0,ip=10.0.0.99/24,…`. */
export const partOf = (net: string, key: string): string => new RegExp(`(?:^|,)${key}=([^,]*)`).exec(net)?.[1] ?? "";
