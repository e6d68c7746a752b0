/** Paths on the proxy's allow-list; hostile paths are derived from them. */
export const LISTED_PATHS = [
  '/v2/ControlPlane/Configurations',
  '/v2/ControlPlane/Configurations/c1',
  '/v2/Conversations/c1',
  '/v2/ControlPlane/Operations/o1',
  '/v1/ControlPlane/Stores',
  '/v1/ControlPlane/Stores/s1',
  '/v1/ControlPlane/Stores/s1/IdentityResolutionSettings',
  '/v1/ControlPlane/Stores/s1/TraitGroups',
  '/v1/ControlPlane/Stores/s1/TraitGroups/t1',
  '/v1/ControlPlane/Stores/s1/DataMappings/d1',
  '/v1/Stores/s1/Profiles/Bulk',
  '/v1/ControlPlane/Operations/o1',
] as const
