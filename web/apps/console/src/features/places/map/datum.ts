/** The datums of maps in China. The API brings them to WGS-84 itself; a map has to show points in its own. */
import gcoord from 'gcoord'

export type Datum = 'wgs84' | 'gcj02' | 'bd09'

export interface Place {
  lat: number
  lon: number
  datum: Datum
}

const NAMES = { wgs84: gcoord.WGS84, gcj02: gcoord.GCJ02, bd09: gcoord.BD09 } as const

/** The same place in another datum, in degrees, rounded to a tenth of a metre. */
export function inDatum({ lat, lon, datum }: Place, wanted: Datum): Place {
  if (datum === wanted || !isShifted(lat, lon)) return { lat, lon, datum: wanted }
  const [east, north] = gcoord.transform([lon, lat], NAMES[datum], NAMES[wanted])
  return { lat: rounded(north), lon: rounded(east), datum: wanted }
}

/** Maps are shifted in a rectangle around China only, the same as in chalicelib/kernel/geo.py. */
function isShifted(lat: number, lon: number): boolean {
  return lon >= 72.004 && lon <= 137.8347 && lat >= 0.8293 && lat <= 55.8271
}

function rounded(degrees: number): number {
  return Math.round(degrees * 1e6) / 1e6
}
