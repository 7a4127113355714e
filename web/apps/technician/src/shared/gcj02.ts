/** China's map datum, in which map tiles there are drawn: the published approximation of its offset from WGS-84. */
import type { Point } from './geo'

const AXIS_M = 6_378_245
const ECCENTRICITY = 0.006_693_421_622_965_943
const { PI, sin, cos, sqrt, abs } = Math

export function toGcj02({ lat, lon }: Point): Point {
  if (lon < 72.004 || lon > 137.8347 || lat < 0.8293 || lat > 55.8271) return { lat, lon }
  const x = lon - 105
  const y = lat - 35
  const angle = (lat * PI) / 180
  const magic = 1 - ECCENTRICITY * sin(angle) ** 2
  const north = (northing(x, y) * 180) / (((AXIS_M * (1 - ECCENTRICITY)) / (magic * sqrt(magic))) * PI)
  const east = (easting(x, y) * 180) / ((AXIS_M / sqrt(magic)) * cos(angle) * PI)
  return { lat: lat + north, lon: lon + east }
}

function ripple(value: number): number {
  return ((20 * sin(6 * value * PI) + 20 * sin(2 * value * PI)) * 2) / 3
}

function northing(x: number, y: number): number {
  return (
    -100 +
    2 * x +
    3 * y +
    0.2 * y * y +
    0.1 * x * y +
    0.2 * sqrt(abs(x)) +
    ripple(x) +
    ((20 * sin(y * PI) + 40 * sin((y / 3) * PI)) * 2) / 3 +
    ((160 * sin((y / 12) * PI) + 320 * sin((y * PI) / 30)) * 2) / 3
  )
}

function easting(x: number, y: number): number {
  return (
    300 +
    x +
    2 * y +
    0.1 * x * x +
    0.1 * x * y +
    0.1 * sqrt(abs(x)) +
    ripple(x) +
    ((20 * sin(x * PI) + 40 * sin((x / 3) * PI)) * 2) / 3 +
    ((150 * sin((x / 12) * PI) + 300 * sin((x / 30) * PI)) * 2) / 3
  )
}
